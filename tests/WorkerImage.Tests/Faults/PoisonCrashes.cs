using ParallelJobs.Contracts.Resource;
using ParallelJobs.FragileWorker;
using ParallelJobs.WorkerImage.Tests.Faults.Fixture;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A leaf that takes its worker down, which nobody can report: it is found out by the silence that follows, again and again.</summary>
public sealed class PoisonCrashes() : ConcurrentCases<Misbehaviour>(ExitCodes.Keys, RunOneAsync)
{
    private const int Aborted = 134;

    public static IReadOnlyDictionary<Misbehaviour, int> ExitCodes { get; } =
        new Dictionary<Misbehaviour, int> { [Misbehaviour.Exit] = Fault.ExitCode, [Misbehaviour.Crash] = Aborted };

    private static async Task RunOneAsync(Misbehaviour way)
    {
        await using var poison = await PoisonLeaf.StartAsync(way, SlotMode.Threads);
        await poison.EndsAloneAsync("lost 2 times", ExitCodes[way]);
    }
}
