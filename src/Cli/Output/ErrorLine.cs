namespace ParallelJobs.Cli.Output;

/// <summary>What is not data goes to stderr, one line each, and says who speaks.</summary>
internal static class ErrorLine
{
    /// <summary>Who speaks.</summary>
    public const string Prefix = "pjob: ";

    public static void Write(string message) => WriteWhole(message.ReplaceLineEndings(" "));

    public static void WriteAll(IEnumerable<string> messages)
    {
        foreach (var message in messages)
        {
            Write(message);
        }
    }

    /// <summary>An exception as one line, or whole where its trace was asked for.</summary>
    public static void Write(Exception exception, bool withTrace)
    {
        if (withTrace)
        {
            WriteWhole(exception.ToString());
        }
        else
        {
            Write(exception.Message);
        }
    }

    private static void WriteWhole(string message)
    {
        try
        {
            Console.Error.WriteLine(Prefix + message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Closed, or its disk is full: there is nowhere left to say anything, and the exit code still tells.
            return;
        }
    }
}
