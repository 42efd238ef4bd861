using System.Diagnostics;
using ParallelJobs.Kubernetes;
using ParallelJobs.Soak.Checks;
using ParallelJobs.Soak.Faults;
using ParallelJobs.Soak.Replicas;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Soak;

/// <summary>One soak: an API server, two replicas of an operator each behind a proxy of its own, a writer, faults; and checks in between.</summary>
internal static class SoakRun
{
    public static async Task<Verdict> RunAsync(SoakOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"soak of {options.Duration.TotalMinutes:0.#} minutes, seed {options.Seed}");
        await using var server = await KubernetesApiServer.StartNewAsync(cancellationToken: cancellationToken);
        await using var first = await ApiProxy.StartAsync(server, cancellationToken);
        await using var second = await ApiProxy.StartAsync(server, cancellationToken);
        var space = await SoakSpace.CreateAsync(server, cancellationToken);
        var referee = new Referee();
        await using var one = new Replica("one", server, first, System.Net.HttpVersion.Version20, space, referee, options.Seed + 1);
        await using var two = new Replica("two", server, second, System.Net.HttpVersion.Version11, space, referee, options.Seed + 2);
        using var client = server.Client(options: new KubernetesClientOptions { RequestTimeout = TimeSpan.FromSeconds(5) });
        var writer = new Writer(client, space, new Random(options.Seed + 3));
        await writer.FillAsync(cancellationToken);
        var storm = new Storm(server, [first, second], [one, two], new Random(options.Seed));
        var audit = new Audit(client, space, [one, two]);
        using var gauge = new Gauge([first, second], [one, two], writer, storm, referee);
        return await RunAsync(options, output, writer, storm, audit, gauge, cancellationToken);
    }

    private static async Task<Verdict> RunAsync(
        SoakOptions options,
        TextWriter output,
        Writer writer,
        Storm storm,
        Audit audit,
        Gauge gauge,
        CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        List<Reading> readings = [];
        await output.WriteLineAsync(Reading.Header);
        try
        {
            while (Stopwatch.GetElapsedTime(began) < options.Duration)
            {
                await StormAsync(options.Period, writer, storm, cancellationToken);
                var caughtUp = await audit.UntilEqualAsync(cancellationToken);
                readings.Add(gauge.Read(Stopwatch.GetElapsedTime(began), caughtUp));
                await output.WriteLineAsync(readings[^1].Row);
            }
        }
        catch (AuditException exception)
        {
            return new Verdict(Passed: false, $"soak FAILED after {Stopwatch.GetElapsedTime(began).TotalMinutes:0.0} minutes, seed {options.Seed}: {exception.Message}");
        }

        var faults = Limits.Broken(readings);
        var figures = $"{readings[^1].Elapsed.TotalMinutes:0.0} minutes, seed {options.Seed}, {storm.Count} faults, {writer.Changes} changes, {gauge.Terms} terms of leaders";
        return faults.Count == 0
            ? new Verdict(Passed: true, $"soak passed: {figures}")
            : new Verdict(Passed: false, $"soak FAILED: {figures}: {string.Join("; ", faults)}");
    }

    private static async Task StormAsync(TimeSpan period, Writer writer, Storm storm, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(period);
        await Task.WhenAll(writer.RunAsync(over.Token), storm.RunAsync(over.Token));
        cancellationToken.ThrowIfCancellationRequested();
    }
}
