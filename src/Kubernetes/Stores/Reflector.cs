using Microsoft.Extensions.Logging;

namespace ParallelJobs.Kubernetes.Stores;

/// <summary>Keeps a selection of a store equal to the API server's: lists, then watches, for ever.</summary>
public sealed class Reflector<T>(KubernetesClient client, Store<T> store, Selection selection, TimeProvider time, Random random, ILogger<Reflector<T>> logger)
    where T : class, IResource<T>
{
    /// <summary>Never ends by itself, whatever the server does; throws only <see cref="OperationCanceledException"/>.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{client}{store}{selection}{time}{random}{logger}{cancellationToken}");
}
