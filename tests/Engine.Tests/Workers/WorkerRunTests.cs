using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Tests.Work;
using ParallelJobs.Engine.Work;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Workers;

/// <summary>What a worker ends with, and why.</summary>
public sealed class WorkerRunTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);
    private readonly ManualTime _time = new();

    [Fact]
    public async Task A_complete_job_ends_the_worker_well()
    {
        var exit = await RunAsync(new TestKernel(), static _ => { });
        Assert.Equal(new WorkerExit(0, "the job is Complete"), exit);
    }

    [Fact]
    public async Task A_failed_job_ends_the_worker_well()
    {
        var exit = await RunAsync(new TestKernel(static (_, _) => throw new InvalidOperationException("broken")), static _ => { });
        Assert.Equal(new WorkerExit(0, "the job is Failed"), exit);
    }

    [Fact]
    public async Task A_cancelled_job_ends_the_worker_well()
    {
        var plan = TestPlans.Plan(5, new TestKernel());
        var bench = new WorkBench(plan, _time);
        await bench.Ledger.CancelAsync(plan.Definition.Id, TestContext.Current.CancellationToken);
        Assert.Equal(new WorkerExit(0, "the job is Cancelled"), await Worker(plan, bench.Connect()).RunAsync(static () => -1, CancellationToken.None));
    }

    [Theory]
    [InlineData(WorkerExitCode.Terminated)]
    [InlineData(WorkerExitCode.Interrupted)]
    public async Task A_drained_worker_ends_with_its_signal(int code)
    {
        var plan = TestPlans.Plan(5, new TestKernel());
        using var drain = new CancellationTokenSource();
        await drain.CancelAsync();
        var exit = await Worker(plan, new WorkBench(plan, _time).Connect()).RunAsync(() => code, drain.Token);
        Assert.Equal(new WorkerExit(code, "told to stop: what was computed is settled, the rest is given back"), exit);
    }

    [Fact]
    public async Task A_drained_worker_whose_queue_stays_away_says_so()
    {
        var plan = TestPlans.Plan(5, new TestKernel());
        var queue = new WorkBench(plan, _time).Connect();
        queue.LosesRequest = static _ => true;
        using var drain = new CancellationTokenSource();
        await drain.CancelAsync();
        var running = Worker(plan, queue).RunAsync(static () => WorkerExitCode.Terminated, drain.Token);
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        var exit = await running;
        Assert.Equal(143, exit.Code);
        Assert.StartsWith("told to stop, and the queue did not answer within the grace", exit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_queue_that_is_away_for_hours_ends_nothing()
    {
        var back = TimeSpan.FromHours(3) + TimeSpan.FromTicks(_time.GetTimestamp());
        var exit = await RunAsync(new TestKernel(), queue => queue.LosesRequest = _ => TimeSpan.FromTicks(_time.GetTimestamp()) < back);
        Assert.Equal(0, exit.Code);
    }

    [Fact]
    public async Task A_job_that_is_not_in_the_ledger_yet_is_waited_for()
    {
        var plan = TestPlans.Plan(5, new TestKernel());
        var later = plan with { Definition = plan.Definition with { Id = Guid.NewGuid() } };
        var bench = new WorkBench(plan, _time);
        var running = Worker(later, bench.Ledger.Connect(later.Definition.Id)).RunAsync(static () => -1, CancellationToken.None);
        var start = _time.GetTimestamp();
        await WorkBench.AdvanceUntilAsync(_time, () => _time.GetElapsedTime(start) > TimeSpan.FromHours(1));
        await bench.Ledger.CreateAsync(later.Definition, TestContext.Current.CancellationToken);
        await bench.Ledger.CancelAsync(later.Definition.Id, TestContext.Current.CancellationToken);
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        Assert.Equal(new WorkerExit(0, "the job is Cancelled"), await running);
    }

    [Theory]
    [InlineData(RefusalReason.StaleSequence, "refused for good: another process reports as this incarnation of the worker; ")]
    [InlineData(RefusalReason.SpecMismatch, "refused for good: the job was made from another manifest, ")]
    [InlineData(RefusalReason.WrongSecret, "refused for good: the secret is not the job's; take PARALLELJOB_SECRET ")]
    [InlineData(RefusalReason.WrongSchema, "refused for good: the queue's database does not speak this program's version ")]
    [InlineData(RefusalReason.AccessDenied, "refused for good: the server does not let this worker in; check user, password and database of PARALLELJOB_QUEUE ")]
    public async Task A_refusal_ends_the_worker_for_good_with_its_reason(RefusalReason reason, string message)
    {
        var exit = await RunAsync(new TestKernel(), queue =>
        {
            queue.Loss = () => new ExchangeRefusedException(reason, "what the ledger\nsays");
            queue.LosesRequest = static _ => true;
        });
        Assert.Equal(5, exit.Code);
        Assert.StartsWith(message, exit.Message, StringComparison.Ordinal);
        Assert.EndsWith("(what the ledger says)", exit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_leaf_that_heeds_nothing_fails_the_worker_and_is_named()
    {
        using var gate = new ManualResetEventSlim();
        var kernel = new TestKernel((first, _) =>
        {
            if (first == 2)
            {
                gate.Wait(CancellationToken.None);
            }
        });
        var exit = await RunAsync(kernel, static _ => { });
        gate.Set();
        Assert.Equal(1, exit.Code);
        Assert.StartsWith("leaf 2 exceeded spec.retry.leafTimeoutSeconds (3600 s) and would not stop; ", exit.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slot_that_cannot_be_started_fails_the_worker()
    {
        var manifest = new ParallelJob { Spec = new() { Range = new ItemRange(0, 10), Kernel = new KernelSpec { Name = "countdown" } } };
        var plan = JobPlan.Of(manifest);
        var worker = new WorkerRun(
            plan,
            new WorkBench(plan, _time).Connect(),
            Options with { Mode = SlotMode.Processes, Program = new SlotProgram("/no/such/program", []) },
            Grace);
        var running = worker.RunAsync(static () => -1, CancellationToken.None);
        await WorkBench.AdvanceUntilAsync(_time, () => running.IsCompleted);
        var exit = await running;
        Assert.Equal(1, exit.Code);
        Assert.Contains("/no/such/program", exit.Message, StringComparison.Ordinal);
    }

    private WorkLoopOptions Options => new() { Mode = SlotMode.Threads, Slots = 1, Time = _time, Random = new Random(1) };

    private async Task<WorkerExit> RunAsync(TestKernel kernel, Action<FaultyQueue> arrange)
    {
        var plan = TestPlans.Plan(5, kernel);
        var bench = new WorkBench(plan, _time);
        var queue = bench.Connect();
        arrange(queue);
        var running = Worker(plan, queue).RunAsync(static () => -1, CancellationToken.None);
        while (!running.IsCompleted)
        {
            _time.AdvanceToNextTimer();
            await bench.FoldAsync();
        }

        return await running;
    }

    private WorkerRun Worker(JobPlan plan, IRangeQueue queue) => new(plan, queue, Options, Grace);
}
