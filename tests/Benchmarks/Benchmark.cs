using System.Collections.Immutable;
using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Benchmarks.Report;
using ParallelJobs.Benchmarks.Rows;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks;

/// <summary>Measures rows one after the other, ours and the peer by turns, so that both meet the machine in the same state.</summary>
internal static class Benchmark
{
    /// <summary>The largest relative difference of two answers that are the same but for rounding.</summary>
    private const double SameAnswer = 1e-9;

    /// <returns>0 when everything of ours could be measured; targets that are missed do not fail a run, and nor do missing peers.</returns>
    public static async Task<int> RunAsync(BenchmarkOptions options, CancellationToken stop)
    {
        var machine = await Machine.DescribeAsync(options.CommandLine, options.Pairs, stop);
        var (results, server) = await MeasureAsync(options, stop);
        var report = $"{machine}{(server is null ? "" : $"- Server: {server}\n")}\n{MarkdownTable.Of(results)}";
        await Console.Out.WriteLineAsync(report);
        if (options.Write is { } file)
        {
            await File.WriteAllTextAsync(file, MarkedSection.Replace(await File.ReadAllTextAsync(file, stop), report), stop);
        }

        return results.Any(result => result.IsOurFault) ? 1 : 0;
    }

    private static async Task<(ImmutableArray<RowResult> Results, string? Server)> MeasureAsync(BenchmarkOptions options, CancellationToken stop)
    {
        try
        {
            var results = ImmutableArray.CreateBuilder<RowResult>();
            foreach (var row in RowTable.Select(options.Sizes, options.Only))
            {
                await Console.Error.WriteLineAsync($"{row.Id} ...");
                results.Add(await MeasureAsync(row, Math.Min(options.Pairs, row.MostPairs ?? options.Pairs), stop));
                await Console.Error.WriteLineAsync(MarkdownTable.Line(results[^1]));
            }

            return (results.ToImmutable(), await DescribeServersAsync(stop));
        }
        finally
        {
            await QueueServer.EndAsync();
            await ClusterServer.EndAsync();
            await OperatorInstallation.EndAsync();
        }
    }

    private static async Task<string?> DescribeServersAsync(CancellationToken stop)
    {
        string?[] servers = [await QueueServer.DescribeAsync(stop), await ClusterServer.DescribeAsync(stop)];
        return servers.Any(server => server is not null) ? string.Join("; ", servers.OfType<string>()) : null;
    }

    private static async Task<RowResult> MeasureAsync(Row row, int pairs, CancellationToken stop)
    {
        var readings = ImmutableArray.CreateBuilder<Pair>(pairs);
        string? detail = null;
        for (var i = 0; i < pairs; i++)
        {
            var isOurs = true;
            try
            {
                var ours = await row.Ours.MeasureAsync(stop);
                isOurs = false;
                var peer = row.Peer is null ? default : await row.Peer.MeasureAsync(stop);
                if (Differ(ours.Answer, peer.Answer))
                {
                    return new RowResult(row, [], $"the answers differ: ours {ours.Answer}, the peer's {peer.Answer}", IsOurFault: true);
                }

                readings.Add(new Pair(ours.Value, peer.Value));
                detail = ours.Detail;
            }
            catch (MeasureFailedException e)
            {
                return new RowResult(row, [], e.Message, isOurs);
            }
        }

        return new RowResult(row, readings.ToImmutable(), Detail: detail);
    }

    private static bool Differ(double? ours, double? peer) =>
        ours is { } one && peer is { } other && !(Math.Abs(one - other) <= SameAnswer * Math.Abs(other));
}
