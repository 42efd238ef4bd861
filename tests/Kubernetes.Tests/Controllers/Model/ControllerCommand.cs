using FsCheck;
using FsCheck.Fluent;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>One thing that happens around a controller.</summary>
internal abstract record ControllerCommand
{
    public static Gen<ControllerCommand> Any { get; } = Gen.Frequency(
        (5, Gen.Choose(0, 4).Select(ControllerCommand (key) => new Change(key))),
        (5, Gen.Choose(0, 2).SelectMany(index => Gen.Elements(Enum.GetValues<Ending>()).Select(ControllerCommand (ending) => new Finish(index, ending)))),
        (3, Gen.Elements(0, 1, 250, 400, 1_000, 6_000, 600_000).Select(ControllerCommand (by) => new Advance(by))));

    /// <summary>An object is changed, and its key added.</summary>
    public sealed record Change(int Key) : ControllerCommand;

    /// <summary>One of the reconciles under way ends.</summary>
    public sealed record Finish(int Index, Ending Ending) : ControllerCommand;

    /// <param name="By">Milliseconds.</param>
    public sealed record Advance(int By) : ControllerCommand;
}
