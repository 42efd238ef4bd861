using ParallelJobs.Engine.Fold;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Tests.Work;
using ParallelJobs.Queue;
using ParallelJobs.TestKit;

namespace ParallelJobs.Engine.Tests.Fold;

public sealed class FoldLoopTests
{
    private const long Items = 5_000;
    private readonly ManualTime _time = new();
    private readonly JobPlan _plan = TestPlans.Plan(Items, new TestKernel());
    private readonly WorkBench _bench;

    public FoldLoopTests() => _bench = new WorkBench(_plan);

    private Guid Job => _plan.Definition.Id;

    [Fact]
    public async Task It_folds_until_the_job_is_complete()
    {
        var folding = Loop(_bench.Ledger).RunAsync(default);
        AssertWhole(await ToTheEndAsync(folding));
    }

    [Fact]
    public async Task Two_loops_on_one_ledger_end_with_one_exact_result()
    {
        var first = Loop(_bench.Ledger).RunAsync(default);
        var second = Loop(_bench.Ledger).RunAsync(default);
        await ToTheEndAsync(Task.WhenAll(first, second));
        AssertWhole(await first);
        Assert.Equal((await first).Payload, (await second).Payload, static (one, other) => one.Span.SequenceEqual(other.Span));
    }

    [Fact]
    public async Task A_ledger_that_loses_folds_and_answers_is_waited_for_and_every_loss_is_told()
    {
        var told = new List<string>();
        var ledger = new FaultyLedger(_bench.Ledger) { LosesFold = fold => fold <= 12, LosesAnswer = fold => fold % 2 == 0 };
        var options = new FoldLoopOptions { Time = _time, Random = new Random(1), Unavailable = e => told.Add(e.Message) };
        AssertWhole(await ToTheEndAsync(new FoldLoop(new JobFold(_plan, ledger), options).RunAsync(default)));
        Assert.Equal(12, told.Count(message => message == "the fold was lost"));
        Assert.Equal((ledger.Folds - 12) / 2, told.Count(message => message == "the answer was lost"));
    }

    [Fact]
    public async Task A_ledger_that_does_not_answer_is_asked_again()
    {
        var told = new List<string>();
        var ledger = new FaultyLedger(_bench.Ledger) { NeverAnswers = fold => fold == 1 };
        var options = new FoldLoopOptions { Time = _time, Random = new Random(1), Unavailable = e => told.Add(e.Message) };
        AssertWhole(await ToTheEndAsync(new FoldLoop(new JobFold(_plan, ledger), options).RunAsync(default)));
        Assert.Equal(["the queue does not answer within 30 s"], told);
    }

    [Fact]
    public async Task A_job_that_is_removed_ends_it()
    {
        var folding = Loop(_bench.Ledger).RunAsync(default);
        await _bench.Ledger.RemoveAsync(Job, default);
        await AdvanceUntilAsync(folding);
        Assert.Equal(Job, (await Assert.ThrowsAsync<JobNotFoundException>(() => folding)).Job);
    }

    [Fact]
    public async Task A_job_that_is_cancelled_ends_it_with_what_was_folded()
    {
        var folding = Loop(_bench.Ledger).RunAsync(default);
        await _bench.Ledger.CancelAsync(Job, default);
        await AdvanceUntilAsync(folding);
        Assert.Equal((JobState.Cancelled, 0), ((await folding).State, (await folding).Covered.Size));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_stops_when_it_is_told_to_even_while_it_waits_for_a_ledger(bool isAway)
    {
        using var stop = new CancellationTokenSource();
        var folding = Loop(new FaultyLedger(_bench.Ledger) { LosesFold = _ => isAway }).RunAsync(stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => folding);
    }

    private FoldLoop Loop(ILedger ledger) => new(new JobFold(_plan, ledger), new FoldLoopOptions { Time = _time, Random = new Random(1) });

    /// <summary>One worker does the job while the folds' clock runs.</summary>
    private async Task<T> ToTheEndAsync<T>(Task<T> folding)
    {
        var worker = _bench.Worker(_bench.Connect()).RunAsync(default);
        await AdvanceUntilAsync(folding);
        await worker;
        Assert.Empty(await _bench.Ledger.VerifyAsync(Job, default));
        return await folding;
    }

    private Task AdvanceUntilAsync(Task folding) => WorkBench.AdvanceUntilAsync(_time, () => folding.IsCompleted);

    private void AssertWhole(FoldedResult folded)
    {
        Assert.Equal((JobState.Complete, _plan.Grid.Leaves), (folded.State, folded.Covered.Size));
        Assert.Equal(TestPlans.SumOf(Items), _plan.Reducer.Finish(PartialMerge.Read(_plan.Reducer, folded.Payload), _plan.Scale).Json);
    }
}
