using System.Text.Json;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Faults.Tests.Runs;

/// <summary>The same manifest without a cluster and without faults.</summary>
internal static class LocalRun
{
    /// <summary>The digest of its result.</summary>
    public static async Task<string> DigestAsync(string manifest, CancellationToken cancellationToken)
    {
        var file = Path.Combine(Path.GetTempPath(), $"faults-{Guid.NewGuid():n}.yaml");
        await File.WriteAllTextAsync(file, manifest, cancellationToken);
        try
        {
            // Waits take no core, so many of them are at it at once.
            await using var run = TestProcess.Start(
                Path.Combine(AppContext.BaseDirectory, "pjob"), ["run", file, "--mode", "Threads", "--slots", "200", "-o", "json"]);
            Assert.True(await run.WaitForExitAsync(cancellationToken: cancellationToken) == 0, $"{run}");
            using var report = JsonDocument.Parse(string.Join('\n', run.Output));
            return report.RootElement.GetProperty("result").GetProperty("digest").GetString()!;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
