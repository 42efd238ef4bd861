using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>The job's name. The server has seen to it that it is a DNS name: small letters, digits, '-' and '.'.</summary>
internal static class NameExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "",
            string.Create(CultureInfo.InvariantCulture, $"size(self.metadata.name) <= {JobSchema.MaxNameLength}"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"metadata.name is too long for the names of the job's pods: choose one of at most {JobSchema.MaxNameLength} characters")),
        new(
            "",
            "!self.metadata.name.contains('.')",
            "metadata.name must be a DNS label: write '-' in place of '.'"),
        new(
            "",
            "!has(self.spec.dependsOn) || !(self.metadata.name in self.spec.dependsOn)",
            "spec.dependsOn: the job would wait for itself; name another job or remove it"),
    ];
}
