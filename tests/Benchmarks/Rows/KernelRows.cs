using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>The whole path of <c>pjob run</c> beside the fastest that there is for the same work, on one core and on all.</summary>
internal static class KernelRows
{
    private const string OpenMp = "gcc, OpenMP";
    private const double AsFastAsCompiled = 0.97;
    private const double HalfOfPrimesieve = 0.5;

    public static IEnumerable<Row> Of(Sizes sizes) =>
        new[] { 1, Environment.ProcessorCount }.Distinct().SelectMany(cores => OnCores(sizes, cores));

    private static IEnumerable<Row> OnCores(Sizes sizes, int cores)
    {
        yield return Compiled("pi", $"pi, {RowTable.Text(sizes.Items)} terms", "pi", sizes.Items, cores, Pi(sizes.Items, cores));
        yield return Compiled(
            "pi-shared", $"pi, {RowTable.Text(sizes.Items)} terms", "pi-shared", sizes.Items, cores, Pi(sizes.Items, cores)) with
        {
            PeerName = $"{OpenMp}, with our algebra",
            Target = null,
            Note = "four terms share one division on both sides",
        };
        yield return Compiled("cos", $"integrate cos, {RowTable.Text(sizes.Items)} steps", "cos", sizes.Items, cores, Cos(sizes.Items, cores)) with
        {
            PeerName = $"{OpenMp}, libmvec",
        };
        yield return Compiled(
            "countdown", $"countdown, {RowTable.Text(sizes.Countdowns)} from 10^6", "countdown", sizes.Countdowns, cores,
            new PjobCommand("countdown.yaml", cores, $"spec.range.end={sizes.Countdowns}"));
        yield return new Row
        {
            Id = $"primes-{IdOf(cores)}",
            Title = $"primes up to {RowTable.Text(sizes.Primes)}, counted, {Text(cores)}",
            Unit = Unit.Seconds,
            Ours = new PjobRun(new PjobCommand("primes.yaml", cores, $"spec.range.end={sizes.Primes}")),
            Peer = new Primesieve(sizes.Primes, cores),
            PeerName = "primesieve",
            Target = HalfOfPrimesieve,
            Note = "primesieve prints milliseconds",
        };
    }

    public static PjobCommand Pi(long terms, int slots) => new("pi.yaml", slots, $"spec.range.end={terms + 1}");

    public static PjobCommand Cos(long steps, int slots) =>
        new("integrate-cos.yaml", slots, $"spec.range.end={steps}", "spec.kernel.parameters.rule=Midpoint");

    private static Row Compiled(string id, string title, string kernel, long count, int cores, PjobCommand ours) => new()
    {
        Id = $"{id}-{IdOf(cores)}",
        Title = $"{title}, {Text(cores)}",
        Unit = Unit.Seconds,
        Ours = new PjobRun(ours),
        Peer = PeerProgram.Compiled(kernel, count, cores),
        PeerName = OpenMp,
        Target = AsFastAsCompiled,
    };

    private static string Text(int cores) => cores == 1 ? "1 core" : $"{cores} cores";

    private static string IdOf(int cores) => Text(cores).Replace(' ', '-');
}
