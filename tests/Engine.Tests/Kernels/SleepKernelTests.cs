using ParallelJobs.Engine.Reducers;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class SleepKernelTests
{
    [Theory]
    [InlineData("0ms")]
    [InlineData("1us")]
    [InlineData("1ms")]
    public void Every_wait_is_counted(string duration) =>
        Assert.Equal(
            IntegerMoments.OfCount(3),
            new KernelJob("sleep", 0, 10, $"duration={duration}").Compute(4, 3).Moments.Single());

    [Fact]
    public async Task A_long_wait_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var partial = new RecordingPartial();
        var leaf = new KernelJob("sleep", 0, 1, "duration=60m").Bind();
        var running = Task.Run(() => leaf.Compute(0, 1, partial, source.Token), CancellationToken.None);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(partial.IsEmpty);
    }

    [Fact]
    public void Waiting_allocates_nothing_for_an_item()
    {
        var leaf = new KernelJob("sleep", 0, 100_000, "duration=0ms").Bind();
        var partial = new RecordingPartial();
        using var source = new CancellationTokenSource();
        leaf.Compute(0, 1, partial, source.Token);

        var before = GC.GetAllocatedBytesForCurrentThread();
        leaf.Compute(0, 10_000, partial, source.Token);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
    }
}
