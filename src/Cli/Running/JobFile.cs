using System.Collections.Immutable;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.Cli.Running;

/// <summary>Reads manifests against the kernels that this program has.</summary>
internal static class JobFile
{
    /// <summary>Stands for standard input where a file is expected.</summary>
    private const string StandardInput = "-";

    /// <summary>A job that this program can run, with every default filled in, or null and what is wrong, a line each.</summary>
    public static ParallelJob? ReadRunnable(string file, IEnumerable<string> overrides, out ImmutableArray<string> errors)
    {
        var context = new ManifestContext(BuiltinKernels.Descriptors, JobScope.Local) { Overrides = [.. overrides] };
        var result = Read(file, context);
        errors = [.. result.Errors.Select(error => error.ToString())];
        if (result.Job is not { } job)
        {
            return null;
        }

        if (JobPlan.WhyNotRunnable(job.Spec) is { } why)
        {
            errors = [$"{NameOf(file)}: {why}"];
            return null;
        }

        return SpecDefaults.Apply(job, BuiltinKernels.Descriptors);
    }

    /// <summary>What messages call it.</summary>
    public static string NameOf(string file) => file == StandardInput ? "stdin" : file;

    /// <summary>As it stands in the file, wherever it is to run.</summary>
    public static ManifestResult Read(string file) => Read(file, new ManifestContext(BuiltinKernels.Descriptors, JobScope.Either));

    /// <summary>As it stands in the file, to be run by a cluster.</summary>
    public static ManifestResult ReadForCluster(string file, IEnumerable<string> overrides) =>
        Read(file, new ManifestContext(BuiltinKernels.Descriptors, JobScope.Cluster) { Overrides = [.. overrides] });

    private static ManifestResult Read(string file, ManifestContext context)
    {
        if (file != StandardInput)
        {
            return Directory.Exists(file)
                ? new ManifestResult { Errors = [new ManifestError(file, 0, 0, "", "is a directory", "name a file")] }
                : ManifestReader.ReadFile(file, context);
        }

        using var input = Console.OpenStandardInput();
        return ManifestReader.Read(NameOf(file), input, context);
    }
}
