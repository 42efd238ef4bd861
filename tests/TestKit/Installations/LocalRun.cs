using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Installations;

/// <summary>What <c>pjob run</c> makes of a manifest on this machine, with no cluster.</summary>
/// <param name="Value">The result.</param>
/// <param name="Digest">Of the result.</param>
public sealed record LocalRun(JsonElement Value, string Digest)
{
    public static async Task<LocalRun> OfAsync(string manifest, CancellationToken cancellationToken = default)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, manifest, cancellationToken);
            await using var run = TestProcess.Start(Path.Combine(AppContext.BaseDirectory, "pjob"), ["run", file, "--output", "json"]);
            Assert.True(await run.WaitForExitAsync(Installation.AtMost, cancellationToken) == 0, $"{run}");
            using var answer = JsonDocument.Parse(string.Join('\n', run.Output));
            var result = answer.RootElement.GetProperty("result");
            return new LocalRun(result.GetProperty("value").Clone(), result.GetProperty("digest").GetString()!);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Fails where the result of the same job in a cluster is another, in one bit.</summary>
    public void Is(JobResult? result)
    {
        Assert.Equal(Digest, result?.Digest);
        using var value = JsonDocument.Parse(result!.Value!);
        Assert.True(JsonElement.DeepEquals(Value, value.RootElement), $"locally {Value}, in the cluster {value.RootElement}");
    }
}
