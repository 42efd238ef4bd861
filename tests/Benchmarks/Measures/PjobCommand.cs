using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>One <c>pjob run</c> of an example.</summary>
/// <param name="Example">File in examples/.</param>
/// <param name="Slots">Threads that compute.</param>
/// <param name="Settings">What differs from the example, as <c>path=value</c>.</param>
internal sealed record PjobCommand(string Example, int Slots, params string[] Settings)
{
    public IEnumerable<string> Arguments =>
        ["run", Folders.Example(Example), "--slots", $"{Slots}", "-o", "json", .. Settings.SelectMany(setting => new[] { "--set", setting })];

    public async Task<CommandOutput> RunAsync(CancellationToken cancellationToken) =>
        (await Programs.RunAsync(await PublishedProgram.PublishAsync(cancellationToken), Arguments, cancellationToken)).Demand();
}
