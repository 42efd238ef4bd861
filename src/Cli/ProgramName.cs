namespace ParallelJobs.Cli;

/// <summary>What this program was called as: <c>pjob</c>, or a plugin of kubectl.</summary>
internal static class ProgramName
{
    public const string Own = "pjob";

    private const string Plugin = "kubectl-paralleljob";

    /// <summary>As whoever called it would write it: <c>pjob</c> or <c>kubectl paralleljob</c>.</summary>
    public static string Shown { get; } = Of(Environment.ProcessPath, FirstWord());

    /// <summary>Pure.</summary>
    /// <param name="path">Of the program; a link to it may have been followed.</param>
    /// <param name="called">As its caller named it, where that is known.</param>
    public static string Of(string? path, string? called) =>
        Path.GetFileName(path) == Plugin || Path.GetFileName(called) == Plugin ? Plugin.Replace('-', ' ') : Own;

    /// <summary>Linux tells; elsewhere a link goes by the name of what it leads to.</summary>
    private static string? FirstWord()
    {
        try
        {
            return File.Exists("/proc/self/cmdline") ? File.ReadAllText("/proc/self/cmdline").Split('\0')[0] : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
