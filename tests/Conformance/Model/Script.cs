using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>A job and what is done to it.</summary>
public sealed record Script(JobDefinition Job, IReadOnlyList<Command> Commands)
{
    public override string ToString() =>
        $"{Job.Leaves} leaves, short {Job.ShortPosition}, {Job.MaxAttempts} attempts, {Job.MaxLosses} losses, {Job.OnExhausted}, "
        + $"{Job.MaxFailedItems} may fail, {Job.Limits}\n  {string.Join("\n  ", Commands)}\n";
}
