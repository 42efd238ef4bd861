using System.CommandLine;
using ParallelJobs.Benchmarks;
using ParallelJobs.Benchmarks.Measures;

var only = new Option<string[]>("--only") { Description = "Only these rows, such as pi,cos or pi-1-core.", AllowMultipleArgumentsPerToken = true };
var pairs = new Option<int>("--pairs") { Description = "Readings of each side.", DefaultValueFactory = _ => BenchmarkOptions.DefaultPairs };
var write = new Option<string?>("--write") { Description = "Rewrites the table in this document." };
var quick = new Option<bool>("--quick") { Description = "A smoke run of small jobs, one pair; its figures say nothing." };
var root = new RootCommand("Measures the product beside its peers on this machine.") { only, pairs, write, quick };
root.Subcommands.Add(NoOpCommand.Create());
root.Validators.Add(line =>
{
    if (line.GetValue(quick) && line.GetValue(write) is not null)
    {
        line.AddError("figures of a smoke run say nothing and are not written: use --write without --quick");
    }
});
pairs.Validators.Add(line =>
{
    if (line.GetValueOrDefault<int>() < 1)
    {
        line.AddError("--pairs is at least 1");
    }
});
root.SetAction((line, stop) =>
{
    var names = (line.GetValue(only) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    var readings = line.GetValue(quick) ? 1 : line.GetValue(pairs);
    return Benchmark.RunAsync(new BenchmarkOptions([.. names], readings, line.GetValue(write), line.GetValue(quick)), stop);
});
return await root.Parse(args).InvokeAsync();
