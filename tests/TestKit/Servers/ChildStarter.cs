using System.Collections.Concurrent;
using System.Diagnostics;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// Starts children that the kernel kills when this process ends, however it ends. The kernel counts the parent's death by the thread that
/// started the child: one of the pool may end at any time and would take a server with it. So one thread, which never ends, starts them all.
/// </summary>
internal static class ChildStarter
{
    private static readonly BlockingCollection<(ProcessStartInfo Info, TaskCompletionSource<Process> Started)> Asked = [];

    static ChildStarter() => new Thread(Serve) { IsBackground = true, Name = "starter of child processes" }.Start();

    /// <summary>Starts what <paramref name="command"/> says, in the account given.</summary>
    /// <param name="command">Changed into what is really started.</param>
    /// <param name="account">Whose process it is.</param>
    /// <param name="network">A file that stands for the network namespace in which it runs; null for that of the tests.</param>
    public static Process Start(ProcessStartInfo command, ServerAccount account, string? network = null)
    {
        string[] place = network is null ? [] : ["nsenter", $"--net={network}", "--"];
        List<string> arguments = [.. place, "setpriv", "--pdeathsig", "KILL", .. account.Arguments, "--", command.FileName, .. command.ArgumentList];
        command.FileName = arguments[0];
        arguments.RemoveAt(0);
        command.ArgumentList.Clear();
        arguments.ForEach(command.ArgumentList.Add);
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Asked.Add((command, started));
        return started.Task.GetAwaiter().GetResult();
    }

    private static void Serve()
    {
        foreach (var (info, started) in Asked.GetConsumingEnumerable())
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or InvalidOperationException)
            {
                started.SetException(exception);
            }
        }
    }
}
