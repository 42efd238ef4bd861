using System.Buffers;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// Makes one result of many leaves. Merging is exact, commutative and associative, so order, chunking, retries and the number of
/// workers cannot change a bit. Stateless and safe for use by several threads.
/// </summary>
public interface IReducer
{
    ReducerName Name { get; }

    /// <summary>Writes what sets it apart from others of its name, canonically, for the result's digest: edges, k, order.</summary>
    void WriteConfiguration(IBufferWriter<byte> output)
    {
    }

    IPartial NewPartial();

    /// <summary>A partial from the bytes that <see cref="IPartial.WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a partial of this reducer.</exception>
    IPartial Read(ReadOnlySpan<byte> payload);

    /// <summary>The result, rounded once.</summary>
    ReducedValue Finish(IPartial whole, ResultScale scale);
}
