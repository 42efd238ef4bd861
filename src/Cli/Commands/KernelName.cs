using System.Collections.Immutable;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.Cli.Commands;

/// <summary>The name of a builtin kernel on the command line.</summary>
internal static class KernelName
{
    private static ImmutableArray<string> Known => [.. BuiltinKernels.Descriptors.Select(kernel => kernel.Name)];

    public static IEnumerable<CompletionItem> Complete(CompletionContext context) => Known.Select(name => new CompletionItem(name));

    public static KernelDescriptor? Read(ArgumentResult result)
    {
        var given = result.Tokens[^1].Value;
        if (BuiltinKernels.Find(given) is { } kernel)
        {
            return kernel.Descriptor;
        }

        var fix = NearestName.Of(given, Known) is { } nearest ? $"did you mean '{nearest}'?" : $"there are {string.Join(", ", Known)}";
        result.AddError($"unknown kernel '{given}'; {fix}");
        return null;
    }
}
