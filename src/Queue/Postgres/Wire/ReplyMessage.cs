using System.Collections.Immutable;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>What <c>exchange_v1</c> answers; times are in microseconds.</summary>
internal sealed record ReplyMessage
{
    public required JobState State { get; init; }

    public required ImmutableArray<LeaseMessage> Leases { get; init; }

    public required long ExpiresIn { get; init; }

    public required ImmutableArray<Guid> Lost { get; init; }

    public required long Remaining { get; init; }

    public required int JobSlots { get; init; }

    public required long NextExchangeAfter { get; init; }

    public ExchangeReply ToReply() => new()
    {
        State = State,
        Leases = [.. Leases.Select(lease => lease.ToLease(TimeSpan.FromMicroseconds(ExpiresIn)))],
        Lost = Lost,
        Remaining = Remaining,
        JobSlots = JobSlots,
        NextExchangeAfter = TimeSpan.FromMicroseconds(NextExchangeAfter),
    };
}
