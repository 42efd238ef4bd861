namespace ParallelJobs.TestKit.Servers;

/// <summary>Signals by their numbers on Linux. .NET's own list has neither the one that kills nor the one that stops.</summary>
public enum UnixSignal
{
    Hangup = 1,
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
