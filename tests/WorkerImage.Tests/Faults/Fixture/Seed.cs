using System.Globalization;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Of what a test leaves to chance: printed, and taken from the environment again.</summary>
internal static class Seed
{
    private const string Variable = "PARALLELJOBS_SEED";

    public static Random Next(ITestOutputHelper output)
    {
        var seed = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"again with {Variable}={seed}");
        return new Random((int)(seed % int.MaxValue));
    }
}
