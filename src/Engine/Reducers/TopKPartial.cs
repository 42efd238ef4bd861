using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The k best observations of a ranking. Bytes: header, how many in 32 bits, the observations, the best first.</summary>
internal sealed class TopKPartial(int k, Ranking ranking) : IPartial
{
    private const char Kind = 'K';
    private const int Lanes = 8;

    private readonly PriorityQueue<RankedValue, RankedValue> _worstFirst = new(ranking.Worst);

    /// <summary>A double whose flipped value is below this cannot be among the best: the flipped worst, once there are k.</summary>
    private double _threshold = double.NegativeInfinity;

    public bool IsEmpty => _worstFirst.Count == 0;

    public void Observe(long item, double value)
    {
        if (!(ValueScan.Flipped(value, ranking.Flip) < _threshold))
        {
            Offer(new RankedValue(new ExactNumber(value), item));
        }
    }

    public void Observe(long item, BigInteger value) => Offer(new RankedValue(new ExactNumber(value), item));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i <= values.Length - Lanes; i += Lanes)
        {
            for (var hits = ValueScan.NotBelow(ref first, (nuint)i, ranking.Flip, _threshold); hits != 0; hits &= hits - 1)
            {
                var index = i + BitOperations.TrailingZeroCount(hits);
                Observe(firstItem + index, values[index]);
            }
        }

        for (; i < values.Length; i++)
        {
            Observe(firstItem + i, values[i]);
        }
    }

    /// <summary>The observations, the best first.</summary>
    public RankedValue[] ToArray()
    {
        var sorted = _worstFirst.UnorderedItems.Select(static entry => entry.Element).ToArray();
        Array.Sort(sorted, ranking);
        return sorted;
    }

    public void MergeFrom(IPartial other)
    {
        var from = (TopKPartial)other;
        if (from.Limit != k || from.Order != ranking)
        {
            throw new ArgumentException("The other has another k or order", nameof(other));
        }

        foreach (var (value, _) in from._worstFirst.UnorderedItems)
        {
            Offer(value);
        }
    }

    public void Clear()
    {
        _worstFirst.Clear();
        _threshold = double.NegativeInfinity;
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        output.WriteUInt32((uint)_worstFirst.Count);
        foreach (var value in ToArray())
        {
            value.WriteTo(output);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not at most k observations in the order of the ranking.</exception>
    public static TopKPartial Read(ReadOnlySpan<byte> payload, int k, Ranking ranking)
    {
        var result = new TopKPartial(k, ranking);
        var reader = new PayloadReader(payload, Kind);
        var count = reader.ReadUInt32();
        PayloadReader.Require(count <= (uint)k, "more values than k");
        RankedValue? last = null;
        for (var i = 0U; i < count; i++)
        {
            var value = RankedValue.Read(ref reader);
            PayloadReader.Require(last is not { } before || ranking.Compare(before, value) <= 0, "values out of order");
            result.Offer(value);
            last = value;
        }

        reader.RequireEnd();
        return result;
    }

    public int Limit => k;

    public Ranking Order => ranking;

    private void Offer(RankedValue candidate)
    {
        if (_worstFirst.Count < k)
        {
            _worstFirst.Enqueue(candidate, candidate);
        }
        else if (ranking.Compare(candidate, _worstFirst.Peek()) < 0)
        {
            _worstFirst.DequeueEnqueue(candidate, candidate);
        }
        else
        {
            return;
        }

        if (_worstFirst.Count == k)
        {
            _threshold = Threshold(_worstFirst.Peek().Value);
        }
    }

    /// <summary>
    /// With a whole number as the worst every double is compared exactly; with a NaN only NaNs (and needlessly infinities) are.
    /// </summary>
    private double Threshold(ExactNumber worst) =>
        worst.IsInteger ? double.NegativeInfinity
        : worst.IsNaN ? double.PositiveInfinity
        : ValueScan.Flipped(worst.Double, ranking.Flip);
}
