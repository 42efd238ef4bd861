using System.Runtime.InteropServices;

namespace ParallelJobs.Queue.Faults;

/// <summary>Signals to the thread that calls, so that nothing after the call runs before the signal has its effect.</summary>
internal static class OwnProcess
{
    private const int Sigkill = 9;

    private static int Sigstop => OperatingSystem.IsMacOS() ? 17 : 19;

    public static void Kill() => Send(Sigkill);

    /// <summary>Returns when another process has sent SIGCONT.</summary>
    public static void Stop() => Send(Sigstop);

    private static void Send(int signal)
    {
        if (Raise(signal) != 0)
        {
            throw new InvalidOperationException($"the signal {signal} cannot be sent to the own process");
        }
    }

    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);
}
