using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

/// <summary>Manifests by what differs: a spec of a few lines becomes a whole file, and what is read of it becomes lines.</summary>
internal static class Manifests
{
    public const string Header = "apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\nmetadata: { name: test }\n";

    /// <summary>A whole manifest; the spec's first line is line 5.</summary>
    public static string Of(string spec) => $"{Header}spec:\n{spec.ReplaceLineEndings("\n")}\n";

    public static ManifestResult Read(string text, JobScope scope = JobScope.Either, params string[] overrides) =>
        ManifestReader.Read("job.yaml", text, new ManifestContext(TestKernels.All, scope) { Overrides = [.. overrides] });

    /// <summary>The errors of a spec, one a line.</summary>
    public static string ErrorsOf(string spec, JobScope scope = JobScope.Either, params string[] overrides) => Lines(Read(Of(spec), scope, overrides));

    public static string Lines(ManifestResult result) => string.Join('\n', result.Errors);

    public static ParallelJob JobOf(string spec, params string[] overrides)
    {
        var result = Read(Of(spec), JobScope.Either, overrides);
        Assert.Empty(result.Errors);
        return result.Job!;
    }
}
