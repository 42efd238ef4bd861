using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Workers;
using ParallelJobs.FragileWorker;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A thread cannot be killed, and takes the whole worker with it when it dies.</summary>
public sealed class PoisonInThreadTests
{
    [Fact]
    public async Task A_leaf_that_throws_is_dead_alone()
    {
        await using var poison = await PoisonLeaf.StartAsync(Misbehaviour.Throw, SlotMode.Threads);
        await poison.EndsAloneAsync(Fault.Message);
    }

    [Fact]
    public async Task A_leaf_that_throws_fails_a_job_that_may_not_lose_any()
    {
        await using var poison = await PoisonLeaf.StartAsync(Misbehaviour.Throw, SlotMode.Threads, OnExhausted.Fail);
        await poison.FailsTheJobAsync(Fault.Message);
    }

    [Fact]
    public async Task A_leaf_that_takes_too_long_is_dead_alone()
    {
        await using var poison = await PoisonLeaf.StartAsync(Misbehaviour.Linger, SlotMode.Threads);
        await poison.EndsAloneAsync("did not end within 3 s");
    }

    [Fact]
    public async Task A_leaf_that_hangs_costs_a_worker_each_time_and_is_dead_alone()
    {
        await using var poison = await PoisonLeaf.StartAsync(Misbehaviour.Hang, SlotMode.Threads);
        await poison.EndsAloneAsync("did not end within 3 s", WorkerExitCode.Failed);
    }
}
