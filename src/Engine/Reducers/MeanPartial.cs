using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// How many observations, their exact sum and the exact sum of their squares. Bytes: header, the count in 128 bits, the two sums.
/// </summary>
internal sealed class MeanPartial : IPartial
{
    private const char Kind = 'E';

    private readonly ExactSum _sum;
    private readonly ExactSum _squares;

    public MeanPartial()
        : this(new ExactSum(SuperaccumulatorRange.Doubles), new ExactSum(SuperaccumulatorRange.Products))
    {
    }

    private MeanPartial(ExactSum sum, ExactSum squares)
    {
        _sum = sum;
        _squares = squares;
    }

    public bool IsEmpty => Count == 0;

    public Int128 Count { get; private set; }

    public void Observe(long item, double value)
    {
        Add(1);
        _sum.Doubles.Add(value);
        _squares.Doubles.AddProduct(value, value);
    }

    public void Observe(long item, BigInteger value)
    {
        Add(1);
        _sum.Add(value);
        _squares.Add(value * value);
    }

    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        Add(values.Length);
        _sum.Doubles.Add(values);
        _squares.Doubles.AddSquares(values);
    }

    public void AddMoments(in IntegerMoments moments)
    {
        Add(moments.Count);
        _sum.Add(moments.Sum);
        _squares.Add(moments.SumOfSquares);
    }

    /// <summary>The moments as they stand; the sums are whole numbers of 2^-1074 and of its square.</summary>
    public SampleMoments ToMoments() => new(
        (BigInteger)Count,
        _sum.InUnits,
        _squares.InUnits,
        _sum.Doubles.TryGetNonFinite(out var nonFinite) ? nonFinite : null);

    public void MergeFrom(IPartial other)
    {
        var from = (MeanPartial)other;
        Add(from.Count);
        _sum.MergeFrom(from._sum);
        _squares.MergeFrom(from._squares);
    }

    public void Clear()
    {
        Count = 0;
        _sum.Clear();
        _squares.Clear();
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        output.WriteInt128(Count);
        _sum.WriteTo(output);
        _squares.WriteTo(output);
    }

    /// <exception cref="InvalidDataException">The bytes are not the moments of anything.</exception>
    public static MeanPartial Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Kind);
        var count = reader.ReadLargeCount();
        var sum = ExactSum.Read(ref reader, SuperaccumulatorRange.Doubles);
        var squares = ExactSum.Read(ref reader, SuperaccumulatorRange.Products);
        PayloadReader.Require(count > 0 || (sum.IsEmpty && squares.IsEmpty), "sums of no observations");
        reader.RequireEnd();
        return new MeanPartial(sum, squares) { Count = count };
    }

    private void Add(Int128 observations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observations);
        Count = checked(Count + observations);
    }
}
