using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// How many observations were below all edges, in each bin, above all edges, and NaN. Bytes: header, these counts in 64 bits each.
/// </summary>
internal sealed class HistogramPartial : IPartial
{
    private const char Kind = 'H';

    private readonly HistogramEdges _edges;
    private readonly long[] _counts;

    public HistogramPartial(HistogramEdges edges)
    {
        _edges = edges;
        _counts = new long[edges.Values.Length + 2];
    }

    public bool IsEmpty => !_counts.AsSpan().ContainsAnyExcept(0L);

    public long Below => _counts[0];

    public ReadOnlySpan<long> Bins => _counts.AsSpan(1, _edges.Values.Length - 1);

    /// <summary>At or above the last edge.</summary>
    public long Above => _counts[^2];

    public long NaN => _counts[^1];

    public void Observe(long item, double value) => Enter(value);

    public void Observe(long item, BigInteger value)
    {
        ref var count = ref _counts[_edges.CountAtMost(value)];
        count = checked(count + 1);
    }

    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            Enter(value);
        }
    }

    public void MergeFrom(IPartial other)
    {
        var from = (HistogramPartial)other;
        if (!from._edges.Values.SequenceEqual(_edges.Values))
        {
            throw new ArgumentException("The other has other edges", nameof(other));
        }

        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] = checked(_counts[i] + from._counts[i]);
        }
    }

    public void Clear() => Array.Clear(_counts);

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        foreach (var count in _counts)
        {
            output.WriteInt64(count);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not counts for these edges.</exception>
    public static HistogramPartial Read(ReadOnlySpan<byte> payload, HistogramEdges edges)
    {
        var result = new HistogramPartial(edges);
        var reader = new PayloadReader(payload, Kind);
        foreach (ref var count in result._counts.AsSpan())
        {
            count = reader.ReadCount();
        }

        reader.RequireEnd();
        return result;
    }

    private void Enter(double value)
    {
        ref var count = ref _counts[double.IsNaN(value) ? _counts.Length - 1 : _edges.CountAtMost(value)];
        count = checked(count + 1);
    }
}
