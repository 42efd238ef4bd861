using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>The job that the ledger holds, or is to hold: its fixed fields as they were accepted, its mutable ones as they are written now.</summary>
/// <param name="Plan">What workers and the fold compute by.</param>
/// <param name="Spec">With every default filled in.</param>
/// <param name="AsWritten">Without: what the ledger keeps, and what later edits are held against.</param>
/// <param name="Differences">Fixed fields that are written otherwise now; they have no effect.</param>
internal sealed record AcceptedJob(JobPlan Plan, ParallelJobSpec Spec, ParallelJobSpec AsWritten, ImmutableArray<string> Differences);
