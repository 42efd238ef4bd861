using FsCheck;
using FsCheck.Fluent;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>Makes random scripts, and makes failing ones shorter.</summary>
public static class Scripts
{
    public const int Workers = 4;

    private static readonly Gen<int> AnyWorker = Gen.Choose(0, Workers - 1);

    private static readonly Gen<Fate> AnyFate = Gen.Frequency(
        (6, Gen.Constant(Fate.Done)),
        (4, Gen.Constant(Fate.Keep)),
        (3, Gen.Constant(Fate.Begin)),
        (6, Gen.Elements(Enum.GetValues<Fate>())));

    private static readonly Gen<Command> AnyReport =
        from worker in AnyWorker
        from fates in Gen.ListOf(AnyFate, 3)
        from want in Gen.Three(Gen.Choose(0, 4))
        from odds in Gen.Choose(0, 39)
        select (Command)new Command.Report(
            worker, fates, Chunks: want.Item1, Leaves: 1 + want.Item2 * 2, CapDivisor: want.Item3 / 2, ReplyLost: odds < 5, Leaving: odds == 39);

    private static readonly Gen<Command> AnyCommand = Gen.Frequency(
        (500, AnyReport),
        (60, AnyWorker.Select(Command (worker) => new Command.Repeat(worker))),
        (30, AnyWorker.Select(Command (worker) => new Command.SendOlder(worker))),
        (10, AnyWorker.Select(Command (worker) => new Command.OtherSpec(worker))),
        (40, AnyWorker.Select(Command (worker) => new Command.Crash(worker))),
        (20, AnyWorker.Select(Command (worker) => new Command.Forge(worker))),
        (30, Gen.Two(AnyWorker).Select(Command (pair) => new Command.Steal(pair.Item1, pair.Item2))),
        (60, Gen.Two(Gen.Choose(0, Workers - 1)).Select(Command (pair) => new Command.SettleLate(pair.Item1, pair.Item2))),
        (100, Gen.Choose(0, Command.Steps.Count - 1).Select(Command (step) => new Command.Advance(step))),
        (60, AnyWorker.Select(Command (worker) => new Command.Outwait(worker))),
        (10, Gen.Constant<Command>(new Command.Pause())),
        (30, Gen.Constant<Command>(new Command.Resume())),
        (20, Gen.Choose(0, Command.LimitChoices.Count - 1).Select(Command (choice) => new Command.SetLimits(choice))),
        (2, Gen.Constant<Command>(new Command.Cancel())),
        (30, Gen.Constant<Command>(new Command.RetryDead())),
        (60, Gen.Constant<Command>(new Command.Fold())),
        (30, AnyWorker.Select(Command (worker) => new Command.TwoFolds(worker))));

    private static readonly Gen<JobDefinition> AnyJob =
        from leaves in Gen.Choose(1, 40)
        from at in Gen.Choose(0, leaves - 1)
        from limits in Gen.Frequency((4, Gen.Constant(JobLimits.None)), (1, Gen.Elements<JobLimits>(Command.LimitChoices)))
        from most in Gen.Two(Gen.Choose(1, 3))
        from onExhausted in Gen.Elements(Enum.GetValues<OnExhausted>())
        from mayFail in Gen.Elements(0L, 20L)
        select new JobDefinition
        {
            Id = Guid.NewGuid(),
            SpecHash = "spec",
            Leaves = leaves,
            LeafItems = 10,
            ShortPosition = at,
            ShortItems = 3,
            MaxAttempts = most.Item1,
            MaxLosses = most.Item2,
            Backoff = TimeSpan.FromSeconds(1),
            MaxBackoff = TimeSpan.FromSeconds(3),
            OnExhausted = onExhausted,
            MaxFailedItems = mayFail,
            LeaseDuration = TimeSpan.FromSeconds(30),
            Limits = limits,
        };

    private static readonly Gen<Script> AnyScript =
        from job in AnyJob
        from commands in Gen.ListOf(AnyCommand)
        select new Script(job, commands);

    public static Arbitrary<Script> All { get; } = Arb.From(AnyScript, Shorter);

    /// <summary>Without a half, a quarter, … or one of the steps; every candidate is a job of its own.</summary>
    private static IEnumerable<Script> Shorter(Script script)
    {
        var count = script.Commands.Count;
        for (var cut = (count + 1) / 2; cut > 0; cut /= 2)
        {
            for (var start = 0; start < count; start += cut)
            {
                yield return new Script(
                    script.Job with { Id = Guid.NewGuid() },
                    [.. script.Commands.Take(start), .. script.Commands.Skip(start + cut)]);
            }
        }
    }
}
