using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>Checks a property on random samples, with a seed that is printed and can be given.</summary>
internal static class Samples
{
    private const string SeedVariable = "PARALLELJOBS_SEED";
    private const int Largest = 100;

    public static void Check<T>(ITestOutputHelper output, int count, Arbitrary<T> arbitrary, Func<T, Task> play)
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"{count} samples of sizes up to {Largest}; again with {SeedVariable}={seed}");
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(count)
            .WithStartSize(1)
            .WithEndSize(Largest)
            .WithReplay(new Replay(new Rnd(seed), FSharpOption<int>.None));
        FsCheck.Check.One($"{SeedVariable}={seed}", config, Prop.ForAll(arbitrary, play));
    }

    /// <summary>Lists of commands; shorter ones miss a half, a quarter, … or one of them.</summary>
    public static Arbitrary<IReadOnlyList<T>> ListOf<T>(Gen<T> command) =>
        Arb.From(Gen.ListOf(command).Select(IReadOnlyList<T> (list) => [.. list]), Shorter);

    private static IEnumerable<IReadOnlyList<T>> Shorter<T>(IReadOnlyList<T> commands)
    {
        for (var cut = (commands.Count + 1) / 2; cut > 0; cut /= 2)
        {
            for (var start = 0; start < commands.Count; start += cut)
            {
                yield return [.. commands.Take(start), .. commands.Skip(start + cut)];
            }
        }
    }
}
