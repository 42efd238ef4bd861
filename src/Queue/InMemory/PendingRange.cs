namespace ParallelJobs.Queue.InMemory;

/// <summary>Positions that were leased before and wait for the next lease.</summary>
/// <param name="Attempts">Attempts charged so far; only ever more than 0 for a single leaf.</param>
/// <param name="Losses">Losses charged so far.</param>
/// <param name="Solo">Was lost once, so it is granted to a worker that computes nothing else.</param>
/// <param name="NotBefore">On the ledger's clock.</param>
/// <param name="LastError">The last failure's message, if any.</param>
internal sealed record PendingRange(PositionRange Range, int Attempts, int Losses, bool Solo, TimeSpan NotBefore, string? LastError);
