namespace ParallelJobs.Contracts.Resource;

/// <summary>One <c>paralleljobs.io/v1alpha1</c> object: a function, the range it runs over, and what has come of it.</summary>
public sealed record ParallelJob
{
    public const string Group = "paralleljobs.io";
    public const string Version = "v1alpha1";
    public const string ApiVersionName = Group + "/" + Version;
    public const string KindName = "ParallelJob";
    public const string Plural = "paralleljobs";

    public string ApiVersion { get; init; } = ApiVersionName;

    public string Kind { get; init; } = KindName;

    public ObjectMeta Metadata { get; init; } = new();

    public ParallelJobSpec Spec { get; init; } = new();

    /// <summary>Written by the operator alone; null in a manifest.</summary>
    public ParallelJobStatus? Status { get; init; }
}
