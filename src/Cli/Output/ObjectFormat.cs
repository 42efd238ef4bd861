namespace ParallelJobs.Cli.Output;

/// <summary>How jobs of a cluster are printed.</summary>
internal enum ObjectFormat
{
    Table,
    Wide,
    Json,
    Yaml,
    Name,
}
