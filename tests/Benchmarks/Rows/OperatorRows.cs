using ParallelJobs.Benchmarks.Measures.Operators;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>The operator: what a job costs beyond its computing, and what many cost.</summary>
internal static class OperatorRows
{
    public const string Section = "The operator";

    private const double SurplusSeconds = 1;

    public static IEnumerable<Row> Of(Sizes sizes) => Rows(sizes).Select(row => row with { Section = Section });

    private static IEnumerable<Row> Rows(Sizes sizes)
    {
        _ = sizes;
        yield return new Row
        {
            Id = "operator-small",
            Title = "a small job, from its creation to Complete, beyond a plain Job of the same image",
            Unit = Unit.Seconds,
            Ours = new Surplus(new SmallJob(), new PlainJob()),
            Target = SurplusSeconds,
        };
        yield return new Row
        {
            Id = "operator-small-plain",
            Title = "the same, both from their creation to Complete",
            Unit = Unit.Seconds,
            Ours = new SmallJob(),
            Peer = new PlainJob(),
            PeerName = "a batch/v1 Job that prints its version",
        };
    }
}
