namespace ParallelJobs.TestKit.Installations;

/// <summary>One installation for the tests of a class, which run one after the other. Each leaves nothing behind for the next.</summary>
public sealed class SharedInstallation : IAsyncLifetime
{
    public Installation Installation { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Installation = await Installation.StartAsync();

    public ValueTask DisposeAsync() => Installation.DisposeAsync();
}
