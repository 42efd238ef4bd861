using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>A worker's process, and how it is called in the ledger.</summary>
internal sealed record Worker(string Name, TestProcess Process)
{
    /// <summary>A program that was killed, as the shell counts it.</summary>
    public const int Killed = 128 + (int)UnixSignal.Kill;

    /// <summary>Waits for its end, and fails with all that it wrote if that is not as it should be.</summary>
    public async Task EndsAsync(int exitCode, TimeSpan? within = null)
    {
        var ended = await Process.WaitForExitAsync(within ?? Bounds.Job);
        Assert.True(ended == exitCode, $"{Name} ended with {ended} and not with {exitCode}: {Process}");
    }
}
