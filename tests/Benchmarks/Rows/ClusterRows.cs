using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Benchmarks.Measures.Clusters;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>The Kubernetes client and the controller runtime on it, on a real API server.</summary>
internal static class ClusterRows
{
    public const string Section = "The Kubernetes runtime";

    private const double EventsPerSecond = 20_000;
    private const double ListSeconds = 2;
    private const double GrowthMegabytes = 60;
    private const double MedianMilliseconds = 50;
    private static readonly (string Plural, string Name)[] Samples = [("pods", "Pods"), ("configmaps", "small ConfigMaps")];

    public static IEnumerable<Row> Of(Sizes sizes) => Rows(sizes).Select(row => row with { Section = Section });

    private static IEnumerable<Row> Rows(Sizes sizes) =>
    [
        .. Samples.SelectMany(sample => Decoding(sample.Plural, sample.Name, sizes)),
        .. Samples.SelectMany(sample => Lists(sample.Plural, sample.Name, sizes.ClusterObjects)),
        .. Samples.SelectMany(sample => Memory(sample.Plural, sample.Name, sizes.ClusterObjects)),
        .. Latency(sizes.Changes),
    ];

    private static IEnumerable<Row> Decoding(string plural, string name, Sizes sizes)
    {
        var row = new Row
        {
            Id = $"kubernetes-decode-{plural}",
            Title = $"watch events decoded, {name}, 1 core",
            Unit = Unit.EventsPerSecond,
            Ours = DecodeRate.Ours(plural, sizes),
            Target = EventsPerSecond,
        };
        yield return row;
        yield return Beside(row, "python", $"python3-kubernetes, its watch", DecodeRate.Python(plural, "watch", sizes));
        yield return Beside(row, "json", "CPython, json.loads of each line", DecodeRate.Python(plural, "json", sizes)) with
        {
            Note = "the peer leaves dictionaries",
        };
        yield return Beside(row, "tokens", "Utf8JsonReader, nothing kept", DecodeRate.Tokens(plural, sizes)) with
        {
            Note = "the ceiling, not a target",
        };
    }

    private static IEnumerable<Row> Lists(string plural, string name, int objects)
    {
        var row = new Row
        {
            Id = $"kubernetes-list-{plural}",
            Title = $"{RowTable.Text(objects)} {name} listed and stored",
            Unit = Unit.Seconds,
            Ours = Listing.Seconds(plural, objects),
            Target = ListSeconds,
            Note = "from nothing, in a new process",
        };
        yield return row;
        yield return Beside(row, "python", $"python3-kubernetes, its models", Listing.Python(plural, objects, "list")) with { Note = "" };
        yield return Beside(row, "json", $"python3-kubernetes, json.loads of its pages", Listing.Python(plural, objects, "raw")) with
        {
            Note = "the peer leaves dictionaries",
        };
        var whole = row with { Ours = Listing.WholeProcess(plural, objects), Note = "the whole process, on both sides" };
        yield return Beside(whole, "kubectl", "kubectl get -o name", Listing.Kubectl(plural, objects, "name"));
        yield return Beside(whole, "kubectl-json", "kubectl get -o json", Listing.Kubectl(plural, objects, "json"));
    }

    private static IEnumerable<Row> Memory(string plural, string name, int objects)
    {
        yield return new Row
        {
            Id = $"kubernetes-memory-{plural}",
            Title = $"memory for {RowTable.Text(objects)} {name}, listed and stored",
            Unit = Unit.Megabytes,
            Ours = Listing.Growth(plural, objects),
            Target = GrowthMegabytes,
            Note = "the peak, less that of the same process with none",
        };
        yield return new Row
        {
            Id = $"kubernetes-peak-{plural}",
            Title = $"peak memory, {RowTable.Text(objects)} {name}, the whole process",
            Unit = Unit.Megabytes,
            Ours = Listing.Memory(plural, objects),
            Peer = Listing.KubectlMemory(plural, objects, "name"),
            PeerName = "kubectl get -o name",
        };
    }

    private static IEnumerable<Row> Latency(int changes)
    {
        const double Median = 0.5, Late = 0.99;
        var median = new Row
        {
            Id = "kubernetes-change",
            Title = "from a change to its reconcile, median",
            Unit = Unit.Milliseconds,
            Ours = ChangeLatency.Ours(changes, Median),
            Target = MedianMilliseconds,
            Note = $"{RowTable.Text(changes)} changes, one at a time",
        };
        yield return median;
        yield return median with { Id = "kubernetes-change-99", Title = "the same, 99th of 100", Ours = ChangeLatency.Ours(changes, Late), Target = null };
        yield return Beside(median, "kubectl", "kubectl get --watch", ChangeLatency.Kubectl(changes, Median)) with { Note = "until it is printed, on both sides" };
        yield return Beside(median, "python", $"python3-kubernetes, its watch", ChangeLatency.Python(changes, Median)) with { Note = "until it is printed, on both sides" };
    }

    private static Row Beside(Row row, string id, string peer, IMeasure measure) =>
        row with { Id = $"{row.Id}-{id}", Peer = measure, PeerName = peer, Target = null };
}
