using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>
/// What is to be done about a job now, and what its status says then. Each rule changes what it knows about and leaves the rest. The order of
/// doing is fixed, see JobActor; it is not the rules'. Immutable.
/// </summary>
internal sealed record Decision
{
    public required ParallelJobStatus Status { get; init; }

    /// <summary>The rules that follow have nothing to say.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Not ours: nothing is written, also no status.</summary>
    public bool HandsOff { get; init; }

    /// <summary>Enter the job into the queue.</summary>
    public bool Enter { get; init; }

    public JobLimits? Limits { get; init; }

    public long? MaxFailedItems { get; init; }

    public bool RetryDead { get; init; }

    /// <summary>True pauses the queue's job, false resumes it, null leaves it.</summary>
    public bool? Pause { get; init; }

    public bool Cancel { get; init; }

    /// <summary>Names of child Jobs to delete; their pods drain.</summary>
    public ImmutableArray<string> DeleteChildren { get; init; } = [];

    /// <summary>The child Job to make, with its Secret and NetworkPolicy.</summary>
    public NewChild? Create { get; init; }

    /// <summary>The child Job whose parallelism is to be changed.</summary>
    public ScaledChild? Scale { get; init; }

    /// <summary>Why there are fewer workers than asked for, though nothing is wrong: a sentence.</summary>
    public string? Clamp { get; init; }

    /// <summary>Why no child can be made.</summary>
    public ChildTrouble? Hindrance { get; init; }

    /// <summary>A result that is too long for the status.</summary>
    public LargeResult? LargeResult { get; init; }

    /// <summary>Delete the ParallelJob itself: its time after the end is over.</summary>
    public bool DeleteSelf { get; init; }

    public ImmutableArray<EventNote> Events { get; init; } = [];

    /// <summary>Null: nothing until something changes.</summary>
    public TimeSpan? Again { get; init; }

    /// <summary>Looks again after this at the latest.</summary>
    public Decision AgainWithin(TimeSpan delay) => this with { Again = Again < delay ? Again : delay };

    public Decision Tell(EventNote note) => this with { Events = Events.Add(note) };
}
