using System.Globalization;

namespace ParallelJobs.ElectedProcess;

/// <summary>A line of the process's output: a moment of the machine's monotonic clock, which all processes share, a word, and what belongs to it.</summary>
/// <param name="At">Since the machine was started.</param>
/// <param name="Word">One of the constants.</param>
/// <param name="Detail">An epoch, an end, a reason.</param>
public sealed record Said(TimeSpan At, string Word, string Detail)
{
    /// <summary>It begins to lead; its epoch.</summary>
    public const string Leads = "leads";

    /// <summary>Its clock goes on; said four times a second.</summary>
    public const string Beat = "beat";

    /// <summary>A write was tried and failed.</summary>
    public const string Failed = "failed";

    /// <summary>It continues after it stopped itself; whether its leadership is held.</summary>
    public const string Thawed = "thawed";

    /// <summary>The client refused to send a write.</summary>
    public const string Refused = "refused";

    /// <summary>It has returned from the election; how that ended.</summary>
    public const string Ended = "ended";

    public static TimeSpan Now => TimeProvider.System.GetElapsedTime(0);

    public static void Say(string word, object? detail = null) =>
        Console.WriteLine($"{Now.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)} {word} {detail}");

    /// <summary>Null for a line that is none of these, as those of logs.</summary>
    public static Said? Parse(string line) =>
        line.Split(' ', 3) is [var at, var word, var detail] && double.TryParse(at, CultureInfo.InvariantCulture, out var seconds)
            ? new Said(TimeSpan.FromSeconds(seconds), word, detail)
            : null;
}
