using ParallelJobs.FragileWorker;

namespace ParallelJobs.WorkerImage.Tests.Faults;

public sealed class PoisonCrashTests(PoisonCrashes crashes) : IClassFixture<PoisonCrashes>
{
    [Theory]
    [InlineData(Misbehaviour.Exit)]
    [InlineData(Misbehaviour.Crash)]
    public Task A_leaf_that_takes_the_worker_down_is_dead_alone(Misbehaviour way) => crashes.RunAsync(way);
}
