namespace ParallelJobs.Benchmarks.Rows;

/// <summary>What a row is measured in.</summary>
internal sealed record Unit(string Symbol, bool MoreIsBetter)
{
    public static readonly Unit Seconds = new("s", MoreIsBetter: false);
    public static readonly Unit ChunksPerSecond = new("chunks/s", MoreIsBetter: true);
    public static readonly Unit Megabytes = new("MB", MoreIsBetter: false);
}
