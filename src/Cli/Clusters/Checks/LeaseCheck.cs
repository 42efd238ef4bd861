using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;

namespace ParallelJobs.Cli.Clusters.Checks;

/// <summary>Is an operator at work? Its lease tells. Pure.</summary>
internal static class LeaseCheck
{
    private const string About = "operator";

    /// <summary>Clocks of two machines differ.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(15);

    public static IEnumerable<Finding> Of(IReadOnlyList<Lease> leases, DateTimeOffset now) => leases.Count == 0
        ? [Finding.Fail(About, $"there is no lease {OperatorLease.Name}, so no operator has ever run", "install the chart parallel-job-operator")]
        : leases.Select(lease => Of(lease, now));

    private static Finding Of(Lease lease, DateTimeOffset now)
    {
        var name = $"lease {lease.Metadata.Namespace}/{lease.Metadata.Name}";
        if (lease.Spec is not { HolderIdentity: { Length: > 0 } holder, RenewTime: { } renewed } spec)
        {
            return Finding.Fail(About, $"{name} is held by nobody", $"start the operator: kubectl -n {lease.Metadata.Namespace} get pods");
        }

        var age = now - renewed;
        return age <= TimeSpan.FromSeconds(spec.LeaseDurationSeconds ?? 15) + Tolerance
            ? Finding.Ok(About, $"{name} is held by {holder}")
            : Finding.Fail(
                About,
                $"{name} was last renewed {Output.Age.Of(age)} ago, by {holder}: no operator is at work",
                $"see its pods and their logs: kubectl -n {lease.Metadata.Namespace} get pods");
    }
}
