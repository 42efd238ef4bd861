using System.Text.Json;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Measures;

/// <summary>The most memory (resident set) that a program held while it ran, in megabytes.</summary>
/// <param name="program">Finds the program, or builds it.</param>
/// <param name="arguments">What it is run with.</param>
/// <param name="stopAfterSeconds">Then it is asked to end, by SIGTERM; 0 lets it run to its end.</param>
internal sealed class PeakMemory(
    Func<CancellationToken, Task<string>> program, IEnumerable<string> arguments, int stopAfterSeconds = 0) : IMeasure
{
    public static PeakMemory Of(PjobCommand command, int stopAfterSeconds = 0) =>
        new(PublishedProgram.PublishAsync, command.Arguments, stopAfterSeconds);

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var path = await program(cancellationToken);
        string[] whole = [Folders.Peer("peak_memory.py"), $"{stopAfterSeconds}", path, .. arguments];
        var said = (await Programs.RunAsync(Programs.Python, whole, cancellationToken)).Json();
        var (exit, stopped) = (said.GetProperty("exit").GetInt32(), said.GetProperty("stopped").GetBoolean());
        if (stopped ? !HasWorked(said.GetProperty("output").GetString()!) : exit != 0 || stopAfterSeconds > 0)
        {
            throw new MeasureFailedException($"{Path.GetFileName(path)} ended with {exit}, {(stopped ? "and no work was done" : "by itself")}");
        }

        return new Measurement(said.GetProperty("megabytes").GetDouble());
    }

    /// <summary>A run that was stopped must have got as far as to complete items, or its memory would say nothing.</summary>
    private static bool HasWorked(string output)
    {
        try
        {
            using var report = JsonDocument.Parse(output);
            return report.RootElement.GetProperty("completed").GetInt64() > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
