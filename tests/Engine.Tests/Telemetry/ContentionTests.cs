using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Telemetry;

public sealed class ContentionTests
{
    [Fact]
    public void Four_slots_that_compute_all_the_time_are_four_times_as_fast()
    {
        var contention = new Contention(4, 10, WorkerCounters.Zero with { ComputeSeconds = 40, CommittedSeconds = 40 });
        Assert.Equal(1, contention.Efficiency);
        Assert.Equal(4, contention.Speedup);
        Assert.Equal(0, contention.SerialFraction);
    }

    [Fact]
    public void Four_slots_of_which_one_computes_are_serial()
    {
        var contention = new Contention(4, 10, WorkerCounters.Zero with { ComputeSeconds = 10, CommittedSeconds = 10 });
        Assert.Equal(0.25, contention.Efficiency);
        Assert.Equal(1, contention.Speedup);
        Assert.Equal(1, contention.SerialFraction);
    }

    [Fact]
    public void Time_in_the_run_queue_and_throttled_is_no_speed_up()
    {
        var counters = WorkerCounters.Zero with { ComputeSeconds = 40, RunQueueSeconds = 15, ThrottledSeconds = 5 };
        Assert.Equal(2, new Contention(4, 10, counters).Speedup);
    }

    /// <summary>Most of the waiting of a short job is not in its kernel.</summary>
    [Fact]
    public void Time_on_a_core_is_never_taken_off()
    {
        var counters = WorkerCounters.Zero with { ComputeSeconds = 10, OnCoreSeconds = 12, RunQueueSeconds = 9 };
        Assert.Equal(1, new Contention(4, 10, counters).Speedup);
    }

    [Fact]
    public void What_no_report_tells_of_was_idle()
    {
        var reported = WorkerCounters.Zero with { ComputeSeconds = 20, LeaseSeconds = 3, CommitSeconds = 2, DispatchSeconds = 1, TailSeconds = 5 };
        var contention = Contention.OfReports(4, 10, reported);
        Assert.Equal((4, 14), (contention.Slots, contention.Counters.TailSeconds));
    }

    [Theory]
    [InlineData(40, 4)]
    [InlineData(40.05, 4)]
    [InlineData(45, 5)]
    [InlineData(71, 8)]
    public void Slots_that_joined_count_by_the_time_that_they_worked(double computeSeconds, int slots)
    {
        var contention = Contention.OfReports(4, 10, WorkerCounters.Zero with { ComputeSeconds = computeSeconds });
        Assert.Equal(slots, contention.Slots);
        Assert.Equal(Math.Max(0, (slots * 10) - computeSeconds), contention.Counters.TailSeconds);
    }

    [Fact]
    public void One_slot_has_no_serial_fraction() =>
        Assert.Null(new Contention(1, 10, WorkerCounters.Zero with { ComputeSeconds = 9 }).SerialFraction);
}
