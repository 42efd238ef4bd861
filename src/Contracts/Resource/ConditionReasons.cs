namespace ParallelJobs.Contracts.Resource;

/// <summary>Why a condition is as it is.</summary>
public static class ConditionReasons
{
    /// <summary>The spec breaks a rule; the message names the field and the fix.</summary>
    public const string InvalidSpec = nameof(InvalidSpec);

    public const string ImageNotAllowed = nameof(ImageNotAllowed);

    /// <summary>The spec differs from the accepted one, which goes on running, in a field that is fixed.</summary>
    public const string ImmutableFieldChanged = nameof(ImmutableFieldChanged);

    /// <summary>The content of the item source is no longer what it was at first reading.</summary>
    public const string ItemsChanged = nameof(ItemsChanged);

    /// <summary>An object with the name of a child exists and belongs to somebody else.</summary>
    public const string ChildNameTaken = nameof(ChildNameTaken);

    /// <summary>The job waits until workers of other jobs are gone.</summary>
    public const string WorkerCapacity = nameof(WorkerCapacity);

    /// <summary>The child Job waits for its quota (Kueue).</summary>
    public const string Queued = nameof(Queued);

    /// <summary>A job of <c>dependsOn</c> failed, was deleted unfinished, or depends on this one.</summary>
    public const string DependencyFailed = nameof(DependencyFailed);

    /// <summary>The queue no longer holds the job: it starts again from nothing.</summary>
    public const string QueueStateLost = nameof(QueueStateLost);

    /// <summary>Complete, and some items failed, no more than <c>maxFailedItems</c>.</summary>
    public const string WithFailedItems = nameof(WithFailedItems);

    /// <summary>The result fits neither the status nor a ConfigMap, and the spec names no output.</summary>
    public const string ResultTooLarge = nameof(ResultTooLarge);
}
