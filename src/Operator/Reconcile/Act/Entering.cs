using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;

namespace ParallelJobs.Operator.Reconcile.Act;

/// <summary>What enters the queue: the plan's definition, and with it the spec as it is written, which from then on is the accepted one.</summary>
internal static class Entering
{
    public static JobDefinition Definition(AcceptedJob job) => job.Plan.Definition with
    {
        AcceptedSpec = JsonSerializer.Serialize(job.AsWritten, ContractsJsonContext.Default.ParallelJobSpec),
    };
}
