using ParallelJobs.Engine.Work;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Workers;

public sealed class WorkerHealthTests
{
    private readonly ManualTime _time = new();

    [Theory]
    [InlineData(60, true, "live")]
    [InlineData(61, false, "the exchange thread has not looked for 61 s, and at most 60 s are well")]
    public void A_worker_is_live_as_long_as_its_exchange_thread_looks(int seconds, bool isWell, string reason)
    {
        var pulse = new WorkerPulse(_time);
        _time.Advance(TimeSpan.FromHours(1));
        pulse.Look(isWaiting: true);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(new WorkerHealth(isWell, reason), WorkerHealth.Live(pulse));
    }

    [Theory]
    [InlineData(30, 30, true, "ready: the job is Paused")]
    [InlineData(30, 31, false, "the queue has not answered for 31 s, and at most 30 s are well")]
    [InlineData(90, 60, true, "ready: the job is Paused")]
    [InlineData(90, 61, false, "the queue has not answered for 61 s, and at most 60 s are well")]
    public void A_worker_is_ready_as_long_as_the_queue_answers(int lease, int seconds, bool isWell, string reason)
    {
        var pulse = new WorkerPulse(_time);
        pulse.Answer(JobState.Paused);
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.Equal(new WorkerHealth(isWell, reason), WorkerHealth.Ready(pulse, TimeSpan.FromSeconds(lease)));
    }

    [Fact]
    public void A_worker_that_was_never_answered_is_live_and_not_ready()
    {
        var pulse = new WorkerPulse(_time);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(WorkerHealth.Live(pulse).IsWell);
        Assert.Equal(new WorkerHealth(false, "the queue has not answered yet, 2 s after the start"), WorkerHealth.Ready(pulse, TimeSpan.FromSeconds(30)));
    }
}
