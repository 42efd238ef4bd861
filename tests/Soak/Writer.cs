using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Soak;

/// <summary>Changes the objects, mostly their values, at a steady pace as far as the server is there. For one caller at a time.</summary>
internal sealed class Writer(KubernetesClient client, SoakSpace space, Random random)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(10);

    /// <summary>Changes that the server confirmed.</summary>
    public long Changes { get; private set; }

    public Task FillAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        Enumerable.Range(0, SoakSpace.Objects),
        new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
        async (number, bound) => await client.CreateAsync(SoakSpace.Map(space.Source, SoakSpace.Name(number), "0"), cancellationToken: bound));

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                Changes += await ChangeAsync(SoakSpace.Name(random.Next(SoakSpace.Objects)), cancellationToken) ? 1 : 0;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Its time is over.
        }
    }

    private async Task<bool> ChangeAsync(string name, CancellationToken cancellationToken)
    {
        var map = SoakSpace.Map(space.Source, name, $"{random.Next()}");
        try
        {
            return random.Next(20) switch
            {
                0 => await client.DeleteAsync<ConfigMap>(space.Source, name, cancellationToken: cancellationToken),
                1 => await client.CreateAsync(map, cancellationToken: cancellationToken) is not null,
                _ => await client.ReplaceAsync(map, cancellationToken: cancellationToken) is not null,
            };
        }
        catch (KubernetesException)
        {
            // It is not there, or is already, or the server is not.
            return false;
        }
    }
}
