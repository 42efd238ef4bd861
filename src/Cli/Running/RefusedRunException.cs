namespace ParallelJobs.Cli.Running;

/// <summary>A run that cannot begin: what is wrong and the fix, in one line, and what the program ends with.</summary>
internal sealed class RefusedRunException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
