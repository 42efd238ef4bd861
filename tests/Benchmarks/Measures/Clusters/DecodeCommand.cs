using System.CommandLine;
using System.Text.Json;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>
/// Decodes a recorded watch from memory, again and again, in a process of its own that can be kept on one core. Prints the seconds that the
/// core has worked and, as the answer, events.
/// </summary>
internal static class DecodeCommand
{
    public const string Name = "decode";

    /// <summary>Reads the tokens and keeps nothing of them.</summary>
    public const string Tokens = "tokens";

    public static Command Create()
    {
        var kind = new Argument<string>("kind");
        var file = new Argument<string>("file");
        var seconds = new Argument<double>("seconds");
        var command = new Command(Name, "Decodes a recorded watch from memory until the seconds are over.") { kind, file, seconds };
        command.Hidden = true;
        command.SetAction((line, stop) => RunAsync(line.GetValue(kind)!, line.GetValue(file)!, TimeSpan.FromSeconds(line.GetValue(seconds)), stop));
        return command;
    }

    private static async Task<int> RunAsync(string kind, string file, TimeSpan time, CancellationToken stop)
    {
        var recorded = await File.ReadAllBytesAsync(file, stop);
        using var client = new KubernetesClient(new Uri("http://recorded/"), new RecordedAnswer(recorded));
        Func<Task<long>> round = kind switch
        {
            Tokens => () => Task.FromResult(ReadTokens(recorded)),
            "pods" => () => CountAsync<Pod>(client, stop),
            "configmaps" => () => CountAsync<ConfigMap>(client, stop),
            _ => throw new ArgumentException($"nothing is recorded of {kind}", nameof(kind)),
        };

        // The first rounds compile, and compile anew what turned out to be hot.
        await RepeatAsync(round, time / 4);
        var (events, seconds) = await RepeatAsync(round, time);
        await Console.Out.WriteLineAsync(Invariant($"{{\"seconds\": {seconds}, \"answer\": {events}}}"));
        return 0;
    }

    /// <summary>The seconds are those of a core: what else the machine does meanwhile is not counted.</summary>
    private static async Task<(long Events, double Seconds)> RepeatAsync(Func<Task<long>> round, TimeSpan time)
    {
        var start = Environment.CpuUsage.TotalTime;
        var events = 0L;
        do
        {
            events += await round();
        }
        while (Environment.CpuUsage.TotalTime - start < time);
        return (events, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
    }

    private static async Task<long> CountAsync<T>(KubernetesClient client, CancellationToken stop)
        where T : class, IResource<T>
    {
        var events = 0L;
        await foreach (var change in client.WatchAsync<T>(Selection.All, "0", TimeSpan.FromHours(1), stop))
        {
            events += change.Object.Metadata.ResourceVersion is null ? 0 : 1;
        }

        return events;
    }

    private static long ReadTokens(byte[] recorded)
    {
        var events = 0L;
        for (var rest = recorded.AsSpan(); rest.IndexOf((byte)'\n') is >= 0 and var end; rest = rest[(end + 1)..])
        {
            var reader = new Utf8JsonReader(rest[..end]);
            while (reader.Read())
            {
            }

            events++;
        }

        return events;
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
