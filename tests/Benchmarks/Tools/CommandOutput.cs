using System.Text.Json;
using ParallelJobs.Benchmarks.Measures;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>How a program ended.</summary>
/// <param name="Name">Of the program, for messages.</param>
/// <param name="ExitCode">0 when it did what was asked.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
/// <param name="Seconds">From before it was started until it had ended.</param>
internal sealed record CommandOutput(string Name, int ExitCode, string Output, string Error, double Seconds)
{
    /// <summary>This, when the program succeeded.</summary>
    /// <exception cref="MeasureFailedException">It did not.</exception>
    public CommandOutput Demand() =>
        ExitCode == 0 ? this : throw new MeasureFailedException($"{Name} ended with {ExitCode}: {LastLine(Error.Length > 0 ? Error : Output)}");

    /// <summary>The JSON object that a successful program printed.</summary>
    /// <exception cref="MeasureFailedException">There is none.</exception>
    public JsonElement Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Demand().Output);
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new MeasureFailedException($"{Name} printed no JSON: {LastLine(Output)}", e);
        }
    }

    private static string LastLine(string text) => text.Trim().Split('\n')[^1].Trim();
}
