using System.Collections.Immutable;

namespace ParallelJobs.Queue;

/// <summary>What the ledger answers.</summary>
public sealed record ExchangeReply
{
    public required JobState State { get; init; }

    public ImmutableArray<Lease> Leases { get; init; } = [];

    /// <summary>Tokens that the report held but that are no longer this worker's: stop computing them, their results will not count.</summary>
    public ImmutableArray<Guid> Lost { get; init; } = [];

    /// <summary>Leaves that are left to grant: not yet leased, or waiting for a retry.</summary>
    public required long Remaining { get; init; }

    /// <summary>Slots of all live workers of the job.</summary>
    public required int JobSlots { get; init; }

    /// <summary>The longest time to the next exchange of a worker that has no other reason for one.</summary>
    public required TimeSpan NextExchangeAfter { get; init; }
}
