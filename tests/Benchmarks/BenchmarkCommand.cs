using System.CommandLine;
using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Benchmarks.Measures.Clusters;
using ParallelJobs.Benchmarks.Report;
using ParallelJobs.Benchmarks.Rows;

namespace ParallelJobs.Benchmarks;

/// <summary>The command line. What is wrong with it is said before anything is measured.</summary>
internal static class BenchmarkCommand
{
    public static RootCommand Create()
    {
        var only = new Option<string[]>("--only") { Description = "Only these rows, such as pi,cos or pi-1-core." };
        var pairs = new Option<int>("--pairs") { Description = "Readings of each side.", DefaultValueFactory = _ => BenchmarkOptions.DefaultPairs };
        var write = new Option<string?>("--write") { Description = "Rewrites the table in this document." };
        var quick = new Option<bool>("--quick") { Description = "A smoke run of small jobs, one pair; its figures say nothing." };
        Demand(only, static names => RowTable.Unknown(Split(names!)) is { } unknown ? $"--only: no row is named '{unknown}'; there are {RowTable.Names}" : null);
        Demand(pairs, static number => number < 1 ? "--pairs is at least 1" : null);
        Demand(write, static file => MarkedSection.IsIn(file!) ? null : $"--write: {file} is no document with a place for the table");

        var root = new RootCommand("Measures the product beside its peers on this machine.") { only, pairs, write, quick };
        root.Subcommands.Add(NoOpCommand.Create());
        root.Subcommands.Add(DecodeCommand.Create());
        root.Subcommands.Add(ListCommand.Create());
        root.Subcommands.Add(ReactCommand.Create());
        root.Validators.Add(line =>
        {
            if (line.GetValue(quick) && line.GetValue(write) is not null)
            {
                line.AddError("figures of a smoke run say nothing and are not written: use --write without --quick");
            }
        });
        root.SetAction((line, stop) =>
        {
            var isQuick = line.GetValue(quick);
            string[] names = [.. Split(line.GetValue(only) ?? [])];
            return Benchmark.RunAsync(new BenchmarkOptions([.. names], isQuick ? 1 : line.GetValue(pairs), line.GetValue(write), isQuick), stop);
        });
        return root;
    }

    private static void Demand<T>(Option<T> option, Func<T?, string?> fault) => option.Validators.Add(given =>
    {
        if (fault(given.GetValueOrDefault<T>()) is { } message)
        {
            given.AddError(message);
        }
    });

    private static IEnumerable<string> Split(IEnumerable<string> names) =>
        names.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
