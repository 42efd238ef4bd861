using System.Runtime.InteropServices;

namespace ParallelJobs.Engine.Workers;

/// <summary>SIGTERM, SIGINT and SIGHUP to a worker: the first drains it, a second one ends the program at once. One a process.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _drain = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly PosixSignalRegistration _hangUp;
    private readonly Action<string> _heard;
    private int _code;

    /// <param name="heard">Told the first signal's name, on a thread of the runtime's.</param>
    public StopSignals(Action<string> heard)
    {
        _heard = heard;
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, WorkerExitCode.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, WorkerExitCode.Terminated));
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, WorkerExitCode.HungUp));
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Drain => _drain.Token;

    /// <summary>What a program ends with that was stopped; 0 before any signal.</summary>
    public int ExitCode => Volatile.Read(ref _code);

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _hangUp.Dispose();
        _drain.Dispose();
    }

    private void Stop(PosixSignalContext context, int code)
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _code, code, 0) != 0)
        {
            Environment.Exit(code);
        }

        _drain.Cancel();
        _heard($"{context.Signal}");
    }
}
