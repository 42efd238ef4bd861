using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>What a resource's spec says: a valid job, or why it is none. Immutable.</summary>
/// <param name="Job">As written, with the server's uid and generation; null when there are problems.</param>
/// <param name="Problems">The field, what is wrong, and the fix.</param>
internal sealed record SpecReading(ParallelJob? Job, ImmutableArray<string> Problems)
{
    private static readonly ManifestContext Context = new(BuiltinKernels.Descriptors, JobScope.Cluster);

    /// <summary>
    /// By the same reader as the command line: an older server's schema checks less than this, and a newer one's lets fields through that this
    /// version does not know. Never throws, whatever the spec is.
    /// </summary>
    public static SpecReading Of(JobResource resource)
    {
        var read = ManifestReader.Read("", Manifest(resource), Context);
        if (read.Job is not { } job)
        {
            return new(null, [.. read.Errors.Select(error => (error with { Line = 0, Column = 0 }).ToString())]);
        }

        return (JobPlan.WhyNotRunnable(job.Spec) ?? WhyNotInTheCluster(job.Spec)) is { } why
            ? new(null, [why])
            : new(job with { Metadata = job.Metadata with { Uid = resource.Metadata.Uid, Generation = resource.Metadata.Generation } }, []);
    }

    private static string? WhyNotInTheCluster(ParallelJobSpec spec) => spec.DependsOn is { IsEmpty: false }
        ? "spec.dependsOn: the manifest is valid, but this version does not wait for other jobs; apply this one when they are complete"
        : null;

    private static string Manifest(JobResource resource)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", resource.ApiVersion);
            json.WriteString("kind", resource.Kind);
            json.WriteStartObject("metadata");
            json.WriteString("name", resource.Metadata.Name);
            json.WriteString("namespace", resource.Metadata.Namespace);
            json.WriteEndObject();
            if (resource.Spec is { } spec)
            {
                json.WritePropertyName("spec");
                spec.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }
}
