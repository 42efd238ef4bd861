using System.Diagnostics;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// One life of a worker of the run, as its parent sees it. It is told to drain by a line on its stdin, and ends by itself when its stdin does,
/// so it outlives its parent in no case. Safe for use by several threads.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly Process _process;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Task<string> _lastLine;

    private WorkerProcess(Process process, TimeProvider time, Action<string> said)
    {
        (_process, _time, _start) = (process, time, time.GetTimestamp());
        _lastLine = ReadAsync(process.StandardError, said);
    }

    /// <param name="start">What to start.</param>
    /// <param name="time">Measures its life.</param>
    /// <param name="said">Called with every line that it writes to stderr.</param>
    public static WorkerProcess Start(ProcessStartInfo start, TimeProvider time, Action<string> said)
    {
        (start.RedirectStandardInput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        return new WorkerProcess(Process.Start(start)!, time, said);
    }

    public async Task<WorkerEnd> EndAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None);
        return new WorkerEnd(_process.ExitCode, await _lastLine, _time.GetElapsedTime(_start));
    }

    /// <summary>Finish the leaves under way, give back the rest, and end.</summary>
    public void Drain()
    {
        try
        {
            _process.StandardInput.WriteLine(ParentOrders.Drain);
            _process.StandardInput.Flush();
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            // It has ended by itself.
            return;
        }
    }

    /// <summary>At once. What it has not settled comes back to the ledger when its leases run out.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
            return;
        }
    }

    public void Dispose() => _process.Dispose();

    private static async Task<string> ReadAsync(StreamReader errors, Action<string> said)
    {
        var last = "";
        while (await errors.ReadLineAsync(CancellationToken.None) is { } line)
        {
            // Its parent says for both of them who speaks.
            line = line.StartsWith(ErrorLine.Prefix, StringComparison.Ordinal) ? line[ErrorLine.Prefix.Length..] : line;
            said(line);
            last = line.Length > 0 ? line : last;
        }

        return last;
    }
}
