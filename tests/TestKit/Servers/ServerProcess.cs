using System.Diagnostics;

namespace ParallelJobs.TestKit.Servers;

/// <summary>A server's process and those that it has made, as one: they are stopped, continued and killed together.</summary>
internal sealed class ServerProcess
{
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Runs a program in the server's folder and account, its output added to the folder's log.</summary>
    public static ServerProcess Start(
        ServerFolder folder,
        ServerAccount account,
        IReadOnlyList<string> command,
        IReadOnlyDictionary<string, string>? environment = null,
        string? network = null)
    {
        // The shell opens the log and is then replaced by the server: the pid stays. So does what a preloaded library keeps by pid, which is why
        // the shell must not load it.
        var variables = (environment ?? new Dictionary<string, string>()).Select(variable => $"{variable.Key}={variable.Value}");
        var info = new ProcessStartInfo("/bin/sh", ["-c", "exec env \"$@\" >>\"$0\" 2>&1 </dev/null", folder.Log, .. variables, .. command])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
        };
        return new ServerProcess(ChildStarter.Start(info, account, network));
    }

    public void Signal(UnixSignal signal)
    {
        if (!HasExited)
        {
            LinuxProcess.Send(Pid, signal);
        }
    }

    public void Freeze()
    {
        if (HasExited)
        {
            throw new InvalidOperationException($"the server of pid {Pid} has ended, it cannot be frozen");
        }

        // The parent first: then nobody makes further children.
        LinuxProcess.Freeze(Pid);
        foreach (var child in LinuxProcess.Children(Pid))
        {
            LinuxProcess.Freeze(child);
        }
    }

    public void Thaw()
    {
        foreach (var process in HasExited ? [] : LinuxProcess.Children(Pid).Append(Pid))
        {
            LinuxProcess.Send(process, UnixSignal.Continue);
        }
    }

    /// <summary>Kills it with its children at one moment; afterwards all are gone.</summary>
    public async Task KillAsync()
    {
        if (HasExited)
        {
            return;
        }

        Freeze();
        int[] all = [Pid, .. LinuxProcess.Children(Pid)];
        Array.ForEach(all, process => LinuxProcess.Send(process, UnixSignal.Kill));
        await LinuxProcess.UntilGoneAsync(all);
        await _process.WaitForExitAsync();
    }

    /// <summary>Throws when it has not ended by itself within the time.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(within, cancellationToken);
        return _process.ExitCode;
    }
}
