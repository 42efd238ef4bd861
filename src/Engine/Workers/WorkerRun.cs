using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Work;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Workers;

/// <summary>One worker of a job whose ledger is elsewhere, from its first exchange to its exit code. Runs once.</summary>
/// <param name="plan">The job.</param>
/// <param name="queue">This worker's own way to the ledger.</param>
/// <param name="options">How to work; what a drain may take is decided by <paramref name="grace"/>.</param>
/// <param name="grace">Within what time of being told to stop the worker must be gone.</param>
public sealed class WorkerRun(JobPlan plan, IRangeQueue queue, WorkLoopOptions options, TimeSpan grace)
{
    private const string Drained = "told to stop: what was computed is settled, the rest is given back";
    private const string Unheard = "told to stop, and the queue did not answer within the grace, or no longer holds the job: what it does not have will be computed by others";

    /// <summary>
    /// Works until the job ends, it is told to stop, it is refused for ever, or a slot cannot work. A queue that cannot be reached, or does
    /// not know the job, ends nothing.
    /// </summary>
    /// <param name="codeWhenDrained">Asked after a drain: the code of the signal, such as <see cref="WorkerExitCode.Terminated"/>.</param>
    /// <param name="drain">Cancelled: finish the leaves under way within the grace, settle, give back the rest, and stop.</param>
    public async Task<WorkerExit> RunAsync(Func<int> codeWhenDrained, CancellationToken drain)
    {
        var times = DrainTimes.Of(grace);
        var loop = new WorkLoop(plan with { DrainGrace = times.Leaves }, queue, options with { DrainMargin = times.Margin });
        try
        {
            var end = await loop.RunAsync(drain);
            return end.Reason switch
            {
                WorkLoopEndReason.JobEnded => new WorkerExit(WorkerExitCode.JobEnded, $"the job is {end.State}"),
                WorkLoopEndReason.Drained => new WorkerExit(codeWhenDrained(), end.IsHeard ? Drained : Unheard),
                _ => new WorkerExit(WorkerExitCode.Failed, Stuck(plan, end.StuckAt)),
            };
        }
        catch (ExchangeRefusedException refusal)
        {
            return new WorkerExit(WorkerExitCode.Refused, $"refused for good: {Meaning(refusal.Reason)} ({OneLine(refusal.Message)})");
        }
        catch (SlotBrokenException broken)
        {
            return new WorkerExit(WorkerExitCode.Failed, OneLine(broken.Message));
        }
    }

    private static string Stuck(JobPlan plan, PositionRange? running) =>
        $"leaf {(running is { } at ? plan.Order.LeafAt(at.Start) : -1)} exceeded spec.retry.leafTimeoutSeconds ({plan.LeafTimeout.TotalSeconds:0} s) and would not stop; "
        + $"all else is settled. Raise it, or set spec.workers.mode: {SlotMode.Processes}, where any leaf can be stopped";

    private static string Meaning(RefusalReason reason) => reason switch
    {
        RefusalReason.StaleSequence => "another process reports as this incarnation of the worker; start every worker as a process of its own",
        RefusalReason.SpecMismatch =>
            "the job was made from another manifest, or by a program whose kernel has another revision; start the worker with both of the job's own",
        RefusalReason.WrongSecret => $"the secret is not the job's; take {WorkerVariables.Secret} from where {WorkerVariables.Job} was taken",
        RefusalReason.WrongSchema => "the queue's database does not speak this program's version of the exchange; migrate it, or use the program that fits",
        RefusalReason.AccessDenied => $"the server does not let this worker in; check user, password and database of {WorkerVariables.Queue}",
        _ => $"{reason}",
    };

    private static string OneLine(string message) => message.ReplaceLineEndings(" ");
}
