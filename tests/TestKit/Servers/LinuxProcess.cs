using System.Globalization;
using System.Runtime.InteropServices;

namespace ParallelJobs.TestKit.Servers;

/// <summary>What the kernel knows of a process, and signals to it.</summary>
internal static class LinuxProcess
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    /// <summary>False when there is no such process any more.</summary>
    public static bool Send(int process, UnixSignal signal) => Kill(process, (int)signal) == 0;

    /// <summary>The letter of <c>ps</c>: R, S, D, T (stopped), Z (dead, not yet collected by its parent); null when it is gone.</summary>
    public static char? State(int process) => Stat(process)?[0][0];

    public static bool IsGone(int process) => State(process) is null or 'Z' or 'X';

    public static IReadOnlyList<int> Children(int process) =>
        [.. All().Where(each => Stat(each) is [_, var parent, ..] && parent == process.ToString(CultureInfo.InvariantCulture))];

    /// <summary>Stops it and waits until it stands: a signal is taken when the process is next scheduled, and not when it is sent.</summary>
    public static void Freeze(int process)
    {
        Send(process, UnixSignal.Stop);
        if (!SpinWait.SpinUntil(() => State(process) is null or 'T' or 't' or 'Z' or 'X', AtMost))
        {
            throw new TimeoutException($"process {process} was sent SIGSTOP and is still in state {State(process)} after {AtMost}");
        }
    }

    public static Task UntilGoneAsync(IReadOnlyCollection<int> processes, CancellationToken cancellationToken = default) =>
        UntilAsync(() => processes.All(IsGone), $"the end of the processes {string.Join(", ", processes)}", AtMost, cancellationToken);

    /// <summary>The kernel tells nobody but a parent of changes, so it is asked over and over, with a bound.</summary>
    public static async Task UntilAsync(Func<bool> holds, string what, TimeSpan within, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(within);
        try
        {
            while (!holds())
            {
                await Task.Delay(Poll, bound.Token);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"waited {within} in vain for {what}", exception);
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
        .Where(process => process > 0);

    /// <summary>State, parent, and what follows. The name before them is in brackets, and may itself hold spaces and brackets.</summary>
    private static string[]? Stat(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            // It ended between being listed and being read.
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
