namespace ParallelJobs.Benchmarks.Rows;

/// <summary>What a row is measured in.</summary>
internal sealed record Unit(string Symbol, bool MoreIsBetter)
{
    public static readonly Unit Seconds = new("s", MoreIsBetter: false);
    public static readonly Unit Milliseconds = new("ms", MoreIsBetter: false);
    public static readonly Unit ChunksPerSecond = new("chunks/s", MoreIsBetter: true);
    public static readonly Unit ExchangesPerSecond = new("exchanges/s", MoreIsBetter: true);
    public static readonly Unit TasksPerSecond = new("tasks/s", MoreIsBetter: true);
    public static readonly Unit EventsPerSecond = new("events/s", MoreIsBetter: true);
    public static readonly Unit Percent = new("%", MoreIsBetter: false);
    public static readonly Unit PercentOfACore = new("% of a core", MoreIsBetter: false);
    public static readonly Unit Kilobytes = new("kB", MoreIsBetter: false);
    public static readonly Unit Requests = new("requests", MoreIsBetter: false);
    public static readonly Unit Megabytes = new("MB", MoreIsBetter: false);
}
