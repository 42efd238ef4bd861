namespace ParallelJobs.Cli.Output;

/// <summary>Who reads: a person at a terminal, or a pipe.</summary>
internal static class Terminal
{
    /// <summary>Back to the first column, and the line is empty (ECMA-48 EL).</summary>
    public const string EraseLine = "\r\u001b[K";

    /// <summary>To the first cell of the screen (CUP).</summary>
    public const string Home = "\u001b[H";

    /// <summary>What stands behind this on the line is gone (EL).</summary>
    public const string EraseRest = "\u001b[K";

    /// <summary>What stands below is gone (ED).</summary>
    public const string EraseBelow = "\u001b[J";

    /// <summary>Both stdout and stderr are terminals.</summary>
    public static bool IsInteractive => !Console.IsOutputRedirected && !Console.IsErrorRedirected;

    public static Ink Ink => new(
        IsInteractive
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not "dumb");

    /// <summary>Columns; 80 where the terminal does not know.</summary>
    public static int Width => Console.WindowWidth is > 0 and var columns ? columns : 80;
}
