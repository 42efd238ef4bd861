using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>
/// One operator, for all rows that run real pods, on the cluster that PARALLELJOBS_KUBECONFIG names, started by the first. For one caller at a time.
/// </summary>
internal static class OperatorInstallation
{
    private static Task<Installation>? _started;

    /// <exception cref="MeasureFailedException">There is no cluster.</exception>
    public static Task<Installation> StartAsync(CancellationToken cancellationToken) => _started ??= LaunchAsync(cancellationToken);

    public static async Task EndAsync()
    {
        if (_started is { IsCompletedSuccessfully: true } started)
        {
            await (await started).DisposeAsync();
        }
    }

    private static async Task<Installation> LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Installation.StartAsync(cancellationToken: cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new MeasureFailedException($"no cluster: {e.Message.Split('\n')[0]}", e);
        }
    }
}
