using ParallelJobs.Engine.Telemetry;

namespace ParallelJobs.Engine.Tests.Telemetry;

public sealed class ThreadUsageTests
{
    [Fact]
    public void The_kernels_files_are_read_by_their_units()
    {
        var folder = Directory.CreateTempSubdirectory("thread").FullName;
        File.WriteAllText(Path.Combine(folder, "schedstat"), "2500000000 1500000000 77\n");
        File.WriteAllText(
            Path.Combine(folder, "status"), "Name:\tpjob\nThreads:\t9\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t34\n");

        Assert.Equal(new ThreadUsage(2.5, 1.5, 12, 34), ThreadUsage.Read(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_thread_that_computes_is_seen_to()
    {
        var folder = ThreadUsage.OwnFolder();
        var rounds = 0;
        while (ThreadUsage.Read(folder).OnCoreSeconds == 0)
        {
            Assert.True(rounds++ < 1_000_000, "no time on a core was ever counted");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("/proc/self/task/0")]
    public void Where_there_is_no_such_thread_everything_is_zero(string? folder) => Assert.Equal(default, ThreadUsage.Read(folder));
}
