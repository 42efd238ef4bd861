using System.Collections.Immutable;
using ParallelJobs.Contracts.Crd.Expressions;

namespace ParallelJobs.Contracts.Crd;

/// <summary>
/// All rules of the CRD: those of <see cref="Validation.JobRules"/> and <see cref="Validation.Immutability"/> that CEL can say without
/// knowing kernels or comparing amounts. They are in the CEL of Kubernetes 1.25: no optional types, no quantities.
/// </summary>
public static class CrdRules
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        .. NameExpressions.All, .. WorkExpressions.All, .. ReduceExpressions.All, .. LeafExpressions.All, .. ScheduleExpressions.All,
        .. FailureExpressions.All, .. ExecExpressions.All, .. WorkersExpressions.All, .. BoundExpressions.All, .. ChangeExpressions.All,
    ];
}
