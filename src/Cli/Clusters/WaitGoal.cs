using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Cli.Clusters;

/// <summary>What is waited for. Immutable.</summary>
/// <param name="Condition">A condition's type; null for the end, however it is.</param>
/// <param name="Status">What it is to be.</param>
/// <param name="IsDeletion">That the job is gone.</param>
internal sealed record WaitGoal(string? Condition, ConditionStatus Status = ConditionStatus.True, bool IsDeletion = false)
{
    public static WaitGoal End { get; } = new(Condition: null);

    public static WaitGoal Deletion { get; } = new(Condition: null, IsDeletion: true);

    private static readonly string[] Types =
    [
        ConditionTypes.Complete, ConditionTypes.Failed, ConditionTypes.Suspended, ConditionTypes.Progressing, ConditionTypes.Accepted,
        ConditionTypes.QueueReachable,
    ];

    /// <summary>What may be written for it.</summary>
    public static string[] Words { get; } = [.. Types.Select(type => type.ToLowerInvariant()), "delete", .. Types.Select(type => $"condition={type}")];

    /// <summary>"complete", "delete", "condition=Complete", "condition=QueueReachable=False"; null for what is none.</summary>
    public static WaitGoal? Parse(string text)
    {
        if (string.Equals(text, "delete", StringComparison.OrdinalIgnoreCase))
        {
            return Deletion;
        }

        return text.Split('=') switch
        {
            [var word] when Types.FirstOrDefault(type => string.Equals(type, word, StringComparison.OrdinalIgnoreCase)) is { } type => new(type),
            ["condition", { Length: > 0 } type] => new(type),
            ["condition", { Length: > 0 } type, { Length: > 0 } status]
                when !char.IsAsciiDigit(status[0]) && Enum.TryParse<ConditionStatus>(status, ignoreCase: true, out var value) => new(type, value),
            _ => null,
        };
    }

    /// <summary>Pure.</summary>
    /// <param name="job">As it is now; null where there is none of its name.</param>
    /// <param name="uid">Of the job that is waited for: another of its name is another job.</param>
    public WaitVerdict Judge(JobObject? job, string? uid)
    {
        if (job is null || job.Metadata.Uid != uid)
        {
            return IsDeletion ? WaitVerdict.Met : WaitVerdict.Gone;
        }

        if (IsDeletion)
        {
            return WaitVerdict.Waiting;
        }

        var isMet = Condition is null ? job.IsFinished() && !job.IsFailed()
            : IsTerminal ? job.IsFinished() && job.Is(Condition)
            : job.Condition(Condition)?.Status == Status;
        return isMet ? WaitVerdict.Met : job.IsFinished() ? WaitVerdict.Failed : WaitVerdict.Waiting;
    }

    private bool IsTerminal => Status == ConditionStatus.True && Condition is ConditionTypes.Complete or ConditionTypes.Failed;
}
