using System.Collections.Immutable;
using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;
using ParallelJobs.Engine;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>Which job runs: the accepted one's fixed fields with the mutable ones as they are written now. Pure.</summary>
internal static class Acceptance
{
    /// <param name="written">What the spec says; null when it is invalid.</param>
    /// <param name="accepted">The spec that the ledger keeps, as JSON; null when it holds none.</param>
    /// <param name="job">Name, namespace and uid.</param>
    public static AcceptedJob? Of(ParallelJob? written, string? accepted, ObjectMeta job)
    {
        if (string.IsNullOrEmpty(accepted))
        {
            return written is null ? null : Plan(written, []);
        }

        var kept = JsonSerializer.Deserialize(accepted, ContractsJsonContext.Default.ParallelJobSpec)!;
        if (written is null)
        {
            return Plan(new ParallelJob { Metadata = job, Spec = kept }, []);
        }

        ImmutableArray<string> differences = [.. Immutability.Check(kept, written.Spec).Select(error => error.ToString())];
        return Plan(new ParallelJob { Metadata = job, Spec = WithMutable(kept, written.Spec, differences.IsEmpty) }, differences);
    }

    private static AcceptedJob Plan(ParallelJob job, ImmutableArray<string> differences)
    {
        var plan = JobPlan.Of(job, Guid.Parse(job.Metadata.Uid!));
        return new AcceptedJob(plan, plan.Job.Spec, job.Spec, differences);
    }

    /// <param name="kept">As it was accepted.</param>
    /// <param name="written">As it is now.</param>
    /// <param name="isSame">Its fixed fields are as before. Limits were checked against the written leaf, which may be another than the accepted one.</param>
    private static ParallelJobSpec WithMutable(ParallelJobSpec kept, ParallelJobSpec written, bool isSame) => kept with
    {
        Limits = isSame ? written.Limits : kept.Limits,
        Workers = written.Workers?.Replicas == kept.Workers?.Replicas
            ? kept.Workers
            : (kept.Workers ?? new WorkersSpec()) with { Replicas = written.Workers?.Replicas },
        MaxFailedItems = written.MaxFailedItems,
        Suspend = written.Suspend,
        Cancel = kept.Cancel == true ? true : written.Cancel,
        RetryFailed = written.RetryFailed,
        ActiveDeadlineSeconds = written.ActiveDeadlineSeconds,
        TtlSecondsAfterFinished = written.TtlSecondsAfterFinished,
    };
}
