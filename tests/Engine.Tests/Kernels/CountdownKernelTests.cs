using ParallelJobs.Engine.Reducers;
using ParallelJobs.KernelBits;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class CountdownKernelTests
{
    [Theory]
    [InlineData("1", 5, 5)]
    [InlineData("1000000", 3, 3_000_000)]
    [InlineData("5000000", 2, 10_000_000)]
    [InlineData("4194304", 1, 4_194_304)]
    [InlineData("7", 0, 0)]
    public void Every_step_is_counted(string perItem, long items, long steps) =>
        Assert.Equal(
            IntegerMoments.OfCount(steps),
            new KernelJob("countdown", 0, 100, $"perItem={perItem}").Compute(50, items).Moments.Single());

    [Fact]
    public async Task A_long_item_ends_when_it_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var partial = new RecordingPartial();
        var leaf = new KernelJob("countdown", 0, 1, "perItem=1099511627776").Bind();
        var running = Task.Run(() => leaf.Compute(0, 1, partial, source.Token), CancellationToken.None);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(partial.IsEmpty);
    }
}
