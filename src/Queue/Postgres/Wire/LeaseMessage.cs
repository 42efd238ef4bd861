namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>One granted lease of a reply.</summary>
internal sealed record LeaseMessage(Guid Token, long Start, long End, int Attempt, bool Solo)
{
    public Lease ToLease(TimeSpan expiresIn) => new(Token, new PositionRange(Start, End), Attempt, Solo, expiresIn);
}
