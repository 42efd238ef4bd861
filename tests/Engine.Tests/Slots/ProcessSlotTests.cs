using System.Diagnostics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Local;
using ParallelJobs.Engine.Reports;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Slots.Frames;
using ParallelJobs.Engine.Tests.Local;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Slots;

public sealed class ProcessSlotTests
{
    [Fact]
    public async Task A_child_that_dies_over_every_leaf_fails_the_job_with_the_signal_as_the_reason()
    {
        // One answer is Ready; it dies in the middle of the next.
        var report = await RunAsync(Jobs.Primes(end: 1000, leafSize: 1000), FragileSlots.Dying(1, 1, 1));
        Assert.Equal(JobState.Failed, report.State);
        var failure = Assert.Single(report.Failures);
        Assert.Equal((3, "the slot's process was killed by signal 9"), (failure.Attempts, failure.Message));
    }

    [Fact]
    public async Task A_child_that_dies_now_and_then_costs_nothing_but_time()
    {
        // Many attempts: a death over a single leaf is charged to it, and these deaths are not the leaf's fault.
        var report = await RunAsync(Jobs.Primes(end: 1_000_000, leafSize: 10_000), FragileSlots.Dying(2, 3, 6), maxAttempts: 1000);
        Assert.Equal(JobState.Complete, report.State);
        Assert.Equal("78498", report.Value?.Json);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_is_named()
    {
        var report = await RunAsync(Jobs.Primes(end: 1000, leafSize: 1000), new SlotProgram("/no/such/program", []));
        Assert.Equal((JobState.Failed, ""), (report.State, report.Coverage));
        Assert.Contains("'/no/such/program' does not start", report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_no_slot_is_named()
    {
        var report = await RunAsync(Jobs.Primes(end: 1000, leafSize: 1000), new SlotProgram("/bin/false", []));
        Assert.Equal(JobState.Failed, report.State);
        Assert.Contains("exited with code 1 before it was ready", report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_killed_whenever_it_starts_is_named()
    {
        var report = await RunAsync(Jobs.Primes(end: 1000, leafSize: 1000), new SlotProgram("/bin/sh", ["-c", "kill -KILL $$"]));
        Assert.Equal(JobState.Failed, report.State);
        Assert.Contains("was killed by signal 9 before it was ready", report.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_computed_before_the_program_broke_is_covered()
    {
        // Works for one life of a few answers, and is no slot ever after.
        var marker = Path.Combine(Path.GetTempPath(), $"once-{Guid.NewGuid()}");
        var once = FragileSlots.Dying(3, 5, 5);
        var script = $"if [ -e {marker} ]; then exit 3; fi; touch {marker}; exec {once.FileName} {string.Join(' ', once.Arguments)}";
        try
        {
            var report = await RunAsync(Jobs.Primes(end: 100_000, leafSize: 1000), new SlotProgram("/bin/sh", ["-c", script]));
            Assert.Equal((JobState.Failed, null), (report.State, report.Value));
            Assert.Contains("exited with code 3 before it was ready", report.Fault, StringComparison.Ordinal);
            Assert.NotEqual(0, report.Progress.Completed);
            Assert.Equal(0, report.Progress.InFlight);
            Assert.StartsWith("[0,", report.Coverage, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(marker);
        }
    }

    /// <summary>A Ctrl-C reaches the whole group of processes, and may come before a child has learnt to leave it to its worker.</summary>
    [Theory]
    [InlineData("INT")]
    [InlineData("KILL")]
    public async Task A_child_that_a_signal_ends_before_it_is_ready_is_started_again(string signal)
    {
        var marker = Path.Combine(Path.GetTempPath(), $"interrupted-{Guid.NewGuid()}");
        var script = $"if [ -e {marker} ]; then exec {FragileSlots.Healthy.FileName} {string.Join(' ', FragileSlots.Healthy.Arguments)}; fi; "
            + $"touch {marker}; kill -{signal} $$";
        try
        {
            var report = await RunAsync(Jobs.Primes(end: 1000, leafSize: 1000), new SlotProgram("/bin/sh", ["-c", script]));
            Assert.Equal("168", report.Value?.Json);
        }
        finally
        {
            File.Delete(marker);
        }
    }

    [Fact]
    public void A_child_ends_with_its_worker_even_in_the_middle_of_a_leaf()
    {
        var program = FragileSlots.Healthy;
        using var child = Process.Start(new ProcessStartInfo(program.FileName, program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var frames = new FrameStream(child.StandardOutput.BaseStream, child.StandardInput.BaseStream);
        var job = Jobs.Countdown(perItem: 1L << 40);
        frames.Write(FrameKind.Job, JobFrame.Of(JobPlan.Of(job)).ToBytes());
        Assert.True(frames.TryRead(out var ready, out _));
        Assert.Equal(FrameKind.Ready, ready);
        var request = new byte[ComputeFrame.Bytes];
        ComputeFrame.Write(request, new PositionRange(0, 1));
        frames.Write(FrameKind.Compute, request);

        // What the kernel does to the pipe of a worker that was killed.
        child.StandardInput.Close();
        Assert.True(child.WaitForExit(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void A_child_that_has_ended_leaves_no_pipe_open()
    {
        var job = JobFrame.Of(JobPlan.Of(Jobs.Primes(end: 1000, leafSize: 1000)));
        ChildProcess.Start(FragileSlots.Healthy, job).End();
        var before = Directory.GetFiles("/proc/self/fd").Length;
        for (var i = 0; i < 20; i++)
        {
            ChildProcess.Start(FragileSlots.Healthy, job).End();
        }

        Assert.InRange(Directory.GetFiles("/proc/self/fd").Length, 0, before + 10);
    }

    private static Task<RunReport> RunAsync(ParallelJob job, SlotProgram program, int maxAttempts = 3)
    {
        var plan = JobPlan.Of(job);
        plan = plan with { Definition = plan.Definition with { Backoff = TimeSpan.Zero, MaxAttempts = maxAttempts } };
        return new LocalRun(plan, new LocalRunOptions { Mode = SlotMode.Processes, Slots = 1, Program = program }).RunAsync(default);
    }
}
