using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Work;

/// <summary>How a worker's life ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="State">The job's state as last heard.</param>
/// <param name="Counters">Of the whole life; its phases add up to slots x (EndedAt - start).</param>
/// <param name="EndedAt">Timestamp of the worker's clock.</param>
public sealed record WorkLoopEnd(WorkLoopEndReason Reason, JobState State, WorkerCounters Counters, long EndedAt);
