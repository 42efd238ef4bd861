using FsCheck;
using FsCheck.Fluent;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>One thing done to a queue. Keys out are named by number, so that a script still means something when a part of it is taken away.</summary>
internal abstract record QueueCommand
{
    private static readonly Gen<int> AnyKey = Gen.Choose(0, 3);

    private static readonly Gen<int> AnyDelay = Gen.Elements(-1, 0, 1, 10, 10, 50, 400, 3_000, 600_000);

    public static Gen<QueueCommand> Any { get; } = Gen.Frequency(
        (6, AnyKey.Select(QueueCommand (key) => new Add(key))),
        (4, AnyKey.SelectMany(key => AnyDelay.Select(QueueCommand (delay) => new AddAfter(key, delay)))),
        (3, AnyKey.SelectMany(key => Gen.Elements(0, 0, 300, 1_000_000).Select(QueueCommand (least) => new AddWithBackoff(key, least)))),
        (1, AnyKey.Select(QueueCommand (key) => new Forget(key))),
        (6, Gen.Constant<QueueCommand>(new Take())),
        (2, Gen.Constant<QueueCommand>(new CancelTake())),
        (5, Gen.Choose(0, 3).Select(QueueCommand (index) => new Done(index))),
        (5, AnyDelay.Select(QueueCommand (delay) => new Advance(Math.Max(0, delay)))));

    public sealed record Add(int Key) : QueueCommand;

    /// <param name="Delay">In milliseconds, as all times here.</param>
    public sealed record AddAfter(int Key, int Delay) : QueueCommand;

    public sealed record AddWithBackoff(int Key, int AtLeast) : QueueCommand;

    public sealed record Forget(int Key) : QueueCommand;

    /// <summary>Where none waits, one waits for it from then on; there is no second one.</summary>
    public sealed record Take : QueueCommand;

    /// <summary>The one who waits gives up.</summary>
    public sealed record CancelTake : QueueCommand;

    public sealed record Done(int Index) : QueueCommand;

    public sealed record Advance(int By) : QueueCommand;
}
