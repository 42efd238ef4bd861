using Microsoft.Extensions.Logging;
using ParallelJobs.Engine.Work;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.WorkerImage.Health;
using ParallelJobs.WorkerImage.Logging;

namespace ParallelJobs.WorkerImage;

/// <summary>A configured worker from its start to its exit code. Runs once.</summary>
internal sealed class WorkerProgram(WorkerSettings settings, ILogger log)
{
    // A connection that hangs is closed by the system when the program ends; nobody waits for it.
    private static readonly TimeSpan CloseAtMost = TimeSpan.FromMilliseconds(100);

    private readonly WorkerPulse _pulse = new(TimeProvider.System);

    public async Task<int> RunAsync()
    {
        using var signals = new StopSignals(signal => log.Stopping(signal, settings.Grace.TotalSeconds));
        await using var health = settings.HealthPort == 0 ? null : await ListenAsync();
        var exit = await WorkAsync(signals);
        if (exit.Code is WorkerExitCode.Failed or WorkerExitCode.Refused)
        {
            log.EndedInError(exit.Code, exit.Message);
        }
        else
        {
            log.Ended(exit.Code, exit.Message);
        }

        return exit.Code;
    }

    private Task<IAsyncDisposable> ListenAsync() => HealthEndpoints.StartAsync(
        settings.HealthPort,
        () => WorkerHealth.Live(_pulse),
        () => WorkerHealth.Ready(_pulse, TimeSpan.FromSeconds(settings.Manifest.Spec.LeaseDurationSeconds!.Value)));

    private async Task<WorkerExit> WorkAsync(StopSignals signals)
    {
        var plan = settings.ToPlan();
        log.Started(settings.Name, settings.Job, plan.Kernel.Descriptor.Name, settings.Slots, $"{settings.Mode}", $"{settings.Queue}");
        var queue = new PostgresRangeQueue(settings.Queue, settings.Job, settings.Secret);
        try
        {
            var options = settings.ToOptions(OwnProgram.AsSlot()) with { Pulse = _pulse };
            var run = new WorkerRun(plan, new LoggedQueue(queue, log, TimeProvider.System), options, settings.Grace);
            return await run.RunAsync(() => signals.ExitCode, signals.Drain);
        }
        finally
        {
            var closing = queue.DisposeAsync().AsTask();
            await Task.WhenAny(closing, Task.Delay(CloseAtMost, TimeProvider.System));
        }
    }
}
