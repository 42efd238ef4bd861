using ParallelJobs.Benchmarks.Rows;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>Events a second of a core, of a watch that was recorded and is decoded from memory by a program that may use one core only.</summary>
/// <param name="plural">Of which objects.</param>
/// <param name="sizes">How many events are recorded, and for how long they are decoded.</param>
/// <param name="program">From the file to the program and its arguments.</param>
internal sealed class DecodeRate(string plural, Sizes sizes, Func<string, string[]> program) : IMeasure
{
    public static DecodeRate Ours(string plural, Sizes sizes) => Own(plural, plural, sizes);

    /// <summary>The bytes read as JSON, and nothing kept.</summary>
    public static DecodeRate Tokens(string plural, Sizes sizes) => Own(plural, DecodeCommand.Tokens, sizes);

    /// <param name="plural">Of which objects.</param>
    /// <param name="how">"watch" or "json".</param>
    /// <param name="sizes">How much.</param>
    public static DecodeRate Python(string plural, string how, Sizes sizes) =>
        new(plural, sizes, file => [Programs.Python, Folders.Peer("kubernetes_peers.py"), how, plural, file]);

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var file = await ClusterServer.RecordAsync(plural, sizes.ClusterObjects, sizes.RecordedEvents, cancellationToken);
        string[] pinned = ["--cpu-list", "0", .. program(file), FormattableString.Invariant($"{sizes.DecodeSeconds}")];
        var said = (await Programs.RunAsync("taskset", pinned, cancellationToken)).Json();
        var rate = said.GetProperty("answer").GetDouble() / said.GetProperty("seconds").GetDouble();
        var bytes = (double)new FileInfo(file).Length / Math.Min(sizes.ClusterObjects, sizes.RecordedEvents);
        return new Measurement(rate, Detail: FormattableString.Invariant($"{bytes:#,0} bytes each, {rate * bytes / 1e6:0} MB/s"));
    }

    private static DecodeRate Own(string plural, string what, Sizes sizes) =>
        new(plural, sizes, file => [Environment.ProcessPath!, DecodeCommand.Name, what, file]);
}
