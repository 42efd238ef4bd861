using ParallelJobs.Benchmarks.Measures.Operators;

namespace ParallelJobs.Benchmarks.Rows;

/// <summary>The operator: what a job costs beyond its computing, and what many cost.</summary>
internal static class OperatorRows
{
    public const string Section = "The operator";

    private const double SurplusSeconds = 1;
    private const double LateSeconds = 1;
    private const double Megabytes = 200;

    public static IEnumerable<Row> Of(Sizes sizes) => Rows(sizes).Select(row => row with { Section = Section });

    private static IEnumerable<Row> Rows(Sizes sizes)
    {
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
        var many = new Row
        {
            Id = "operator-many",
            Title = "many jobs: from an edit until its status is heard, 99th of 100",
            Unit = Unit.Seconds,
            Ours = new FleetFigure(sizes.Fleet, reading => reading.Late),
            Target = LateSeconds,
            MostPairs = 1,
        };
        yield return many;
        yield return many with
        {
            Id = "operator-many-memory",
            Title = "the same: the operator's peak memory",
            Unit = Unit.Megabytes,
            Ours = new FleetFigure(sizes.Fleet, reading => reading.Megabytes),
            Target = Megabytes,
        };
        yield return many with
        {
            Id = "operator-idle",
            Title = $"then nothing runs: writes in {sizes.Fleet.IdleSeconds} s, but for the lease",
            Unit = Unit.Requests,
            Ours = new FleetFigure(sizes.Fleet, reading => reading.IdleWrites),
            Target = 0,
        };
    }
}
