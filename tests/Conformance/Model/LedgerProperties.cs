using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace ParallelJobs.Conformance.Model;

/// <summary>
/// Random scripts of workers that crash, lose replies, send old reports, settle late, forge and steal, played on a queue and on the model.
/// </summary>
public abstract class LedgerProperties(ITestOutputHelper output)
{
    private const string SeedVariable = "PARALLELJOBS_SEED";
    private const int ScriptCount = 500;
    private const int LongestScript = 100;

    [Fact]
    public void A_ledger_does_what_the_model_does_and_its_job_can_always_be_finished()
    {
        var seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } text
            ? ulong.Parse(text, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        output.WriteLine($"{ScriptCount} scripts of up to {LongestScript} commands; again with {SeedVariable}={seed}");
        var config = Config.QuickThrowOnFailure
            .WithMaxTest(ScriptCount)
            .WithStartSize(1)
            .WithEndSize(LongestScript)
            .WithReplay(new Replay(new Rnd(seed), FSharpOption<int>.None));

        var commands = 0;
        Check.One($"{SeedVariable}={seed}", config, Prop.ForAll(Scripts.All, PlayAsync));

        output.WriteLine($"{commands} commands");

        async Task PlayAsync(Script script)
        {
            commands += script.Commands.Count;
            await using var harness = await StartAsync();
            await new ScriptRunner(harness, script).RunAsync();
        }
    }

    protected abstract ValueTask<IQueueHarness> StartAsync();
}
