namespace ParallelJobs.Queue.InMemory;

/// <summary>The committed result of some positions, waiting to be folded.</summary>
internal sealed record Partial(PositionSet Done, ReadOnlyMemory<byte> Payload);
