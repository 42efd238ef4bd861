using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>
/// One step of a script. Workers are named by number, so that a script still means something after some of its steps are taken away.
/// </summary>
public abstract record Command
{
    public static IReadOnlyList<TimeSpan> Steps { get; } =
    [
        TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9),
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(35), TimeSpan.FromHours(1),
    ];

    public static IReadOnlyList<JobLimits> LimitChoices { get; } =
    [
        JobLimits.None, new JobLimits(MaxInFlight: 10), new JobLimits(MaxInFlight: 35), new JobLimits(PerSecond: 20),
        new JobLimits(MaxInFlight: 50, PerSecond: 100),
    ];

    public sealed record Report(
        int Worker, IReadOnlyList<Fate> Fates, int Chunks, int Leaves, int CapDivisor, bool ReplyLost, bool Leaving) : Command
    {
        public override string ToString() => $"Report({Worker}, [{string.Join(' ', Fates)}], wants {Chunks} x {Leaves} / {CapDivisor}"
            + $"{(ReplyLost ? ", reply lost" : "")}{(Leaving ? ", leaving" : "")})";
    }

    /// <summary>The last report again.</summary>
    public sealed record Repeat(int Worker) : Command;

    /// <summary>A report before the last one.</summary>
    public sealed record SendOlder(int Worker) : Command;

    public sealed record OtherSpec(int Worker) : Command;

    /// <summary>The worker is gone with all that it knew; another takes its number.</summary>
    public sealed record Crash(int Worker) : Command;

    /// <summary>Settles with a token that nobody was ever granted.</summary>
    public sealed record Forge(int Worker) : Command;

    /// <summary>Settles what another worker holds.</summary>
    public sealed record Steal(int Worker, int Victim) : Command;

    /// <summary>Settles what it held once.</summary>
    public sealed record SettleLate(int Worker, int Lease) : Command;

    public sealed record Advance(int Step) : Command;

    /// <summary>Goes on renewing until the leases of all that are silent have run out.</summary>
    public sealed record Outwait(int Worker) : Command;

    public sealed record Pause : Command;

    public sealed record Resume : Command;

    public sealed record SetLimits(int Choice) : Command;

    public sealed record Cancel : Command;

    public sealed record RetryDead : Command;

    public sealed record Fold : Command;

    /// <summary>A second folder comes while the first one merges, and a worker renews meanwhile.</summary>
    public sealed record TwoFolds(int Worker) : Command;
}
