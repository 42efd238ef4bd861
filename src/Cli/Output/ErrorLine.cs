namespace ParallelJobs.Cli.Output;

/// <summary>What is not data goes to stderr, one line each, and says who speaks.</summary>
internal static class ErrorLine
{
    public static void Write(string message) => Console.Error.WriteLine("pjob: " + message.ReplaceLineEndings(" "));

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
            Console.Error.WriteLine("pjob: " + exception);
        }
        else
        {
            Write(exception.Message);
        }
    }
}
