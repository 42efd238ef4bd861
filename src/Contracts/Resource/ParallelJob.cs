namespace ParallelJobs.Contracts.Resource;

/// <summary>One <c>paralleljobs.io/v1alpha1</c> object: a function, the range it runs over, and what has come of it.</summary>
public sealed record ParallelJob
{
    public const string Group = "paralleljobs.io";
    public const string Version = "v1alpha1";
    public const string ApiVersionName = Group + "/" + Version;
    public const string KindName = "ParallelJob";
    public const string Plural = "paralleljobs";

    // Generated readers of JSON assign null to init properties that the text leaves out, over their initial values: hence the ??.
    public string ApiVersion { get; init => field = value ?? ApiVersionName; } = ApiVersionName;

    public string Kind { get; init => field = value ?? KindName; } = KindName;

    public ObjectMeta Metadata { get; init => field = value ?? new(); } = new();

    public ParallelJobSpec Spec { get; init => field = value ?? new(); } = new();

    /// <summary>Written by the operator alone; null in a manifest.</summary>
    public ParallelJobStatus? Status { get; init; }
}
