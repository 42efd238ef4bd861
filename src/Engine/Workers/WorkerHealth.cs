using ParallelJobs.Engine.Work;

namespace ParallelJobs.Engine.Workers;

/// <summary>What a worker's pulse means. A queue that is away makes a worker unready, and never dead: it waits, and starting it anew would not help.</summary>
/// <param name="IsWell">Whether to answer well.</param>
/// <param name="Reason">One line.</param>
public readonly record struct WorkerHealth(bool IsWell, string Reason)
{
    // It looks at least once a second and waits for nothing in between; a minute is far beyond a machine that is merely busy.
    private static readonly TimeSpan DeadAfter = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan UnreadyAfter = TimeSpan.FromSeconds(30);

    /// <summary>Whether the exchange thread is at work.</summary>
    public static WorkerHealth Live(WorkerPulse pulse)
    {
        var since = pulse.SinceLook;
        return since <= DeadAfter
            ? new WorkerHealth(true, "live")
            : new WorkerHealth(false, $"the exchange thread has not looked for {since.TotalSeconds:0} s, and at most {DeadAfter.TotalSeconds:0} s are well");
    }

    /// <summary>Whether the ledger answers. Every worker comes at least each third of a lease.</summary>
    public static WorkerHealth Ready(WorkerPulse pulse, TimeSpan leaseDuration)
    {
        var limit = leaseDuration * 2 / 3 > UnreadyAfter ? leaseDuration * 2 / 3 : UnreadyAfter;
        var since = pulse.SinceAnswer;
        return (pulse.HasAnswer, since <= limit) switch
        {
            (true, true) => new WorkerHealth(true, $"ready: the job is {pulse.State}"),
            (true, false) => new WorkerHealth(
                false, $"the queue has not answered for {since.TotalSeconds:0} s, and at most {limit.TotalSeconds:0} s are well"),
            _ => new WorkerHealth(false, $"the queue has not answered yet, {since.TotalSeconds:0} s after the start"),
        };
    }
}
