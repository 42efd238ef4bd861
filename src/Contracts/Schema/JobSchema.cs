using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Schema;

/// <summary>The schema of a whole ParallelJob object.</summary>
public static class JobSchema
{
    /// <summary>So that the names of children (<c>name-incarnation</c> and what Kubernetes appends) fit into 63.</summary>
    public const int MaxNameLength = 52;

    /// <summary>The schema of <c>metadata</c>: the part that this product reads.</summary>
    public static readonly FieldSchema Metadata = Field.Object(
        "Standard object metadata.",
        ("name", Field.Text("The job's name.", MaxNameLength, TextForms.DnsLabel).AsRequired()),
        ("namespace", Field.Text("The job's namespace.", 63, TextForms.DnsLabel)),
        ("labels", PodSchema.Labels("Labels of the job.")),
        ("annotations", PodSchema.Annotations("Annotations of the job.")),
        ("uid", Field.Text("Set by the server.", 64)),
        ("resourceVersion", Field.Text("Set by the server.", 64)),
        ("generation", Field.Integer("Set by the server.", 0, long.MaxValue)),
        ("creationTimestamp", Field.Time("Set by the server.")));

    public static readonly FieldSchema Job = Field.Object(
        "Runs a function over a range of items on every core.",
        ("apiVersion", Field.Text($"Always {ParallelJob.ApiVersionName}.", 64).AsRequired()),
        ("kind", Field.Text($"Always {ParallelJob.KindName}.", 64).AsRequired()),
        ("metadata", Metadata.AsRequired()),
        ("spec", SpecSchema.Spec.AsRequired()),
        ("status", StatusSchema.Status));
}
