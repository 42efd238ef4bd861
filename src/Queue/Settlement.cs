using System.Collections.Immutable;

namespace ParallelJobs.Queue;

/// <summary>What became of one lease, or of a part of it.</summary>
public sealed record Settlement
{
    public required Guid Token { get; init; }

    /// <summary>The positions that <see cref="Payload"/> is the result of. Must lie in the lease, or the whole settlement changes nothing.</summary>
    public PositionSet Done { get; init; } = PositionSet.Empty;

    /// <summary>The merged partial of <see cref="Done"/>, in the reducer's own bytes.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public ImmutableArray<LeafFailure> Failed { get; init; } = [];

    /// <summary>Positions of the lease below this one have been begun; a loss charges only those.</summary>
    public long BegunUpTo { get; init; }

    /// <summary>What happens to the positions neither done nor failed.</summary>
    public Rest Rest { get; init; } = Rest.Keep;
}
