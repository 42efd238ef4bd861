namespace ParallelJobs.Cli.Clusters.Checks;

/// <summary>What one check found.</summary>
/// <param name="Level">How it came out.</param>
/// <param name="About">What was looked at, in a word or two.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to do; empty where nothing.</param>
internal sealed record Finding(FindingLevel Level, string About, string Message, string Fix = "")
{
    public static Finding Ok(string about, string message) => new(FindingLevel.Ok, about, message);

    public static Finding Warn(string about, string message, string fix) => new(FindingLevel.Warn, about, message, fix);

    public static Finding Fail(string about, string message, string fix) => new(FindingLevel.Fail, about, message, fix);
}
