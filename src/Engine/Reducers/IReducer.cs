using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// Makes one result of many leaves. Merging is exact, commutative and associative, so order, chunking, retries and the number of
/// workers cannot change a bit. Stateless and safe for use by several threads.
/// </summary>
public interface IReducer
{
    ReducerName Name { get; }

    IPartial NewPartial();

    /// <summary>A partial from the bytes that <see cref="IPartial.WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are not a partial of this reducer.</exception>
    IPartial Read(ReadOnlySpan<byte> payload);

    /// <summary>The result, rounded once.</summary>
    ReducedValue Finish(IPartial whole, ResultScale scale);
}
