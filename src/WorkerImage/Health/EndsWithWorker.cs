using Microsoft.Extensions.Hosting;

namespace ParallelJobs.WorkerImage.Health;

/// <summary>Signals are the worker's to hear: the web server neither waits for them nor ends by them.</summary>
internal sealed class EndsWithWorker : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
