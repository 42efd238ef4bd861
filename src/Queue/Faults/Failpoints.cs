namespace ParallelJobs.Queue.Faults;

/// <summary>
/// Places at which a process can be told to fail, for tests of what happens then. Callers write <c>if (Failpoints.AreSet)</c> before
/// anything else, and pay nothing where none is set. Safe for use by several threads.
/// </summary>
public static class Failpoints
{
    public const string Variable = "PARALLELJOB_FAILPOINTS";

    /// <summary>Whether any is set; constant for the life of the process, so that the compiler removes what is behind it.</summary>
    public static readonly bool AreSet = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable));

    private static readonly Lazy<FailpointPlan> Plan = new(static () => FailpointPlan.Parse(Environment.GetEnvironmentVariable(Variable) ?? ""));

    /// <summary>For the start of a program: finds what is wrong before a failpoint is passed.</summary>
    /// <exception cref="FormatException">The variable is set, and wrong.</exception>
    public static void Check()
    {
        if (AreSet)
        {
            _ = Plan.Value;
        }
    }

    /// <summary>Passes a failpoint. Kill and Stop happen here.</summary>
    /// <returns><see cref="FailpointAction.Disconnect"/> where the caller must act as disconnected, or else <see cref="FailpointAction.None"/>.</returns>
    /// <exception cref="FormatException">The variable is wrong, and nobody has called <see cref="Check"/>.</exception>
    public static FailpointAction Hit(Failpoint point)
    {
        if (!AreSet)
        {
            return FailpointAction.None;
        }

        switch (Plan.Value.Pass(point))
        {
            case FailpointAction.Kill:
                OwnProcess.Kill();
                break;
            case FailpointAction.Stop:
                OwnProcess.Stop();
                break;
            case FailpointAction.Disconnect:
                return FailpointAction.Disconnect;
        }

        return FailpointAction.None;
    }
}
