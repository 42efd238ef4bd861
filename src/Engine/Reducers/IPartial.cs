using System.Buffers;
using System.Numerics;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// What some leaves contribute to the result. Mutable, for one thread at a time. A kernel enters observations by the method that fits
/// it; a reducer that cannot take a form throws <see cref="NotSupportedException"/> (each kernel lists the reducers that it can feed).
/// </summary>
public interface IPartial
{
    bool IsEmpty { get; }

    /// <summary>One observation of one item.</summary>
    void Observe(long item, double value) => throw new NotSupportedException($"{GetType().Name} takes no doubles");

    /// <summary>One observation of one item, exact at any size.</summary>
    void Observe(long item, BigInteger value) => throw new NotSupportedException($"{GetType().Name} takes no integers");

    /// <summary>One observation each of consecutive items.</summary>
    void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            Observe(firstItem + i, values[i]);
        }
    }

    /// <summary>A sum over many items that the kernel has already rounded to one double.</summary>
    void AddSum(double sum) => throw new NotSupportedException($"{GetType().Name} takes no sums");

    /// <summary>Many observations that are whole numbers, by their exact moments.</summary>
    void AddMoments(in IntegerMoments moments) => throw new NotSupportedException($"{GetType().Name} takes no moments");

    /// <summary>Adds what <paramref name="other"/>, a partial of the same reducer, holds; it is left unchanged.</summary>
    void MergeFrom(IPartial other);

    /// <summary>Makes it empty, for use again.</summary>
    void Clear();

    /// <summary>Writes the canonical bytes: equal contents give equal bytes, whatever the order of entering and merging was.</summary>
    void WriteTo(IBufferWriter<byte> output);
}
