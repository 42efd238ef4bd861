namespace ParallelJobs.Queue;

/// <summary>Positions that used up their attempts or their losses, and the last message.</summary>
public sealed record DeadRange(PositionRange Range, int Attempts, string Message);
