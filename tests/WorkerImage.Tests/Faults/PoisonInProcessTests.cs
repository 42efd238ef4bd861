using ParallelJobs.Contracts.Resource;
using ParallelJobs.FragileWorker;

namespace ParallelJobs.WorkerImage.Tests.Faults;

/// <summary>A slot's process dies alone, whatever its leaf does: the worker goes on.</summary>
public sealed class PoisonInProcessTests
{
    [Theory]
    [InlineData(Misbehaviour.Exit, "77")]
    [InlineData(Misbehaviour.Crash, "killed by signal 6")]
    [InlineData(Misbehaviour.Hang, "did not end within 3 s")]
    public async Task A_leaf_that_takes_its_process_down_is_dead_alone(Misbehaviour way, string message)
    {
        await using var poison = await PoisonLeaf.StartAsync(way, SlotMode.Processes);
        await poison.EndsAloneAsync(message);
    }

    [Fact]
    public async Task A_leaf_that_takes_its_process_down_fails_a_job_that_may_not_lose_any()
    {
        await using var poison = await PoisonLeaf.StartAsync(Misbehaviour.Crash, SlotMode.Processes, OnExhausted.Fail);
        await poison.FailsTheJobAsync("killed by signal 6");
    }
}
