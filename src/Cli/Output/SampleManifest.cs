using System.Collections.Immutable;
using System.Text;
using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Cli.Output;

/// <summary>A manifest to begin with, written from the kernel's own description, so that it is always valid.</summary>
internal static class SampleManifest
{
    /// <summary>Enough leaves to keep some slots busy, few enough for a first look.</summary>
    private const int Leaves = 100;

    public static string Of(KernelDescriptor kernel)
    {
        var range = RangeFor(kernel);
        return $$"""
            # {{kernel.Summary}}
            # Check it with 'pjob validate', run it with 'pjob run'.
            apiVersion: {{ParallelJob.ApiVersionName}}
            kind: {{ParallelJob.KindName}}
            metadata:
              name: {{kernel.Name}}
            spec:
              # {{kernel.Items}}: from start to just before end.
              range: { start: {{range.Start}}, end: {{range.End}} }
              kernel:
                name: {{kernel.Name}}
            {{Parameters(kernel)}}  # How the items become one result: {{string.Join(", ", kernel.Reducers)}}.
              reduce: { name: {{kernel.Reducers[0]}} }
              # Items a leaf, the unit of computing. It is part of what the result is; how leaves are handed out is not.
              leafSize: {{kernel.DefaultLeafSize}}
              schedule:
                policy: {{SpecDefaults.Policy}}   # {{string.Join(", ", Enum.GetNames<ChunkPolicyName>())}}
              workers:
                mode: {{SlotMode.Threads}}   # or {{SlotMode.Processes}}
                # slots: 4        # one for each core when left out

            """;
    }

    private static string Parameters(KernelDescriptor kernel)
    {
        if (kernel.Parameters.IsEmpty)
        {
            return "";
        }

        // What follows from the range stays a comment: a fixed text would no longer follow.
        var hasFixed = kernel.Parameters.Any(parameter => parameter.DefaultSummary is null && parameter.Default is not null);
        var text = new StringBuilder($"    {(hasFixed ? "" : "# ")}parameters:\n");
        foreach (var parameter in kernel.Parameters)
        {
            var isFixed = parameter is { DefaultSummary: null, Default: not null };
            text.Append($"      # {parameter.Summary} {KernelText.TypeOf(parameter)}.\n");
            text.Append(isFixed
                ? $"      - {{ name: {parameter.Name}, value: \"{parameter.Default}\" }}\n"
                : $"      # - {{ name: {parameter.Name}, value: ... }}   # default: {KernelText.DefaultOf(parameter)}\n");
        }

        return text.ToString();
    }

    /// <summary>From 0, or from 1 where the kernel numbers its items so.</summary>
    private static ItemRange RangeFor(KernelDescriptor kernel)
    {
        var length = (Int128)kernel.DefaultLeafSize * Leaves;
        var fromZero = new ItemRange(0, length);
        return IsValid(kernel, fromZero) ? fromZero : new ItemRange(1, length + 1);
    }

    private static bool IsValid(KernelDescriptor kernel, ItemRange range)
    {
        var job = new ParallelJob
        {
            Metadata = new ObjectMeta { Name = kernel.Name },
            Spec = new ParallelJobSpec { Range = range, Kernel = new KernelSpec { Name = kernel.Name } },
        };
        return JobRules.Check(job, ImmutableArray.Create(kernel), JobScope.Local).IsEmpty;
    }
}
