using ParallelJobs.Engine.Telemetry;

namespace ParallelJobs.Engine.Tests.Telemetry;

public sealed class ThreadUsageTests
{
    [Fact]
    public void Another_threads_figures_can_be_read_while_it_lives()
    {
        string? folder = null;
        using var known = new ManualResetEventSlim();
        using var read = new ManualResetEventSlim();
        var thread = new Thread(() =>
        {
            folder = ThreadUsage.OwnFolder();
            known.Set();
            read.Wait();
        });
        thread.Start();
        known.Wait(TestContext.Current.CancellationToken);
        var usage = ThreadUsage.Read(folder);
        read.Set();
        thread.Join();

        // It has waited for this test at least once, and a wait is a voluntary switch.
        Assert.True(usage.VoluntarySwitches > 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/proc/self/task/0")]
    public void Where_there_is_no_such_thread_everything_is_zero(string? folder) => Assert.Equal(default, ThreadUsage.Read(folder));
}
