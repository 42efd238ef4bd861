using System.Runtime.InteropServices;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// Ctrl-C, SIGTERM, the end of the terminal and the job's deadline: the first of them drains the run, and a second signal ends the program at once.
/// </summary>
internal sealed class StopRequests : IDisposable
{
    private const string Draining = "stopping: leaves under way are finished first; a second signal ends at once";

    private readonly CancellationTokenSource _drain;
    private readonly CancellationTokenRegistration _overdue;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private readonly string? _notice;
    private int _exitCode;

    /// <param name="deadline">How long the run may take; null for ever.</param>
    /// <param name="notice">Said at the first signal; null for nothing.</param>
    public StopRequests(TimeSpan? deadline = null, string? notice = Draining)
    {
        _notice = notice;
        _drain = new CancellationTokenSource(deadline ?? Timeout.InfiniteTimeSpan);
        _overdue = _drain.Token.Register(() => Interlocked.CompareExchange(ref _exitCode, ExitCode.Failed, 0));
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, ExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, ExitCode.Terminated));
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, ExitCode.HungUp));
    }

    /// <summary>Cancelled: finish what is under way, and stop.</summary>
    public CancellationToken Drain => _drain.Token;

    /// <summary>What a program that was stopped ends with: by the signal, or Failed past the deadline.</summary>
    public int ExitCodeWhenStopped => Volatile.Read(ref _exitCode);

    /// <summary>The deadline stopped the run, and no signal.</summary>
    public bool IsOverdue => ExitCodeWhenStopped == ExitCode.Failed;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
        _overdue.Dispose();
        _drain.Dispose();
    }

    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            Environment.Exit(exitCode);
        }

        if (_notice is not null)
        {
            ErrorLine.Write(_notice);
        }

        _drain.Cancel();
    }
}
