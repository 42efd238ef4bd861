using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>A peer of ours: a program that times itself and prints <c>{"seconds": S, "answer": A}</c>.</summary>
/// <param name="program">Finds the program, or builds it.</param>
/// <param name="arguments">What it is run with.</param>
/// <param name="reading">From its seconds and answer to the row's; null where they are the row's.</param>
internal sealed class PeerProgram(
    Func<CancellationToken, Task<string>> program, string[] arguments, Func<Measurement, Measurement>? reading = null) : IMeasure
{
    public static PeerProgram Compiled(string kernel, long count, int threads, Func<Measurement, Measurement>? reading = null) =>
        new(CompiledPeer.BuildAsync, [kernel, $"{count}", $"{threads}"], reading);

    public static PeerProgram Python(string script, string kernel, long count, int threads, Func<Measurement, Measurement>? reading = null) =>
        new(_ => Task.FromResult(Programs.Python), [Folders.Peer(script), kernel, $"{count}", $"{threads}"], reading);

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var ended = await Programs.RunAsync(await program(cancellationToken), arguments, cancellationToken);
        var said = ended.Json();
        var own = new Measurement(said.GetProperty("seconds").GetDouble(), said.GetProperty("answer").GetDouble());
        return reading?.Invoke(own) ?? own;
    }
}
