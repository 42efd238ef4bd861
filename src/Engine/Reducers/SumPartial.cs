using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The exact sum of what was observed, and whether any of it was a double. Bytes: header, that flag, the sum.</summary>
internal sealed class SumPartial : IPartial
{
    private const char Kind = 'S';

    private readonly ExactSum _sum;

    public SumPartial()
        : this(new ExactSum(SuperaccumulatorRange.Doubles))
    {
    }

    private SumPartial(ExactSum sum) => _sum = sum;

    /// <summary>Nothing was entered that could change a result: no doubles, and whole numbers that sum to zero.</summary>
    public bool IsEmpty => !HasDoubles && _sum.Integers.IsZero;

    public bool HasDoubles { get; private set; }

    /// <summary>The sum of the whole numbers, which is all if there are no doubles.</summary>
    public BigInteger Integers => _sum.Integers;

    public void Observe(long item, double value) => AddSum(value);

    public void Observe(long item, BigInteger value) => _sum.Add(value);

    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
        HasDoubles |= !values.IsEmpty;
        _sum.Doubles.Add(values);
    }

    public void AddSum(double sum)
    {
        HasDoubles = true;
        _sum.Doubles.Add(sum);
    }

    public void AddMoments(in IntegerMoments moments) => _sum.Add(moments.Sum);

    /// <summary>The sum times the scale, rounded once.</summary>
    public double Round(ResultScale scale) =>
        _sum.Doubles.TryGetNonFinite(out var nonFinite)
            ? nonFinite * scale.Numerator.Sign
            : ExactRational.Round(_sum.InUnits * scale.Numerator, scale.Denominator << -_sum.Doubles.UnitExponent);

    public void MergeFrom(IPartial other)
    {
        var from = (SumPartial)other;
        HasDoubles |= from.HasDoubles;
        _sum.MergeFrom(from._sum);
    }

    public void Clear()
    {
        HasDoubles = false;
        _sum.Clear();
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        output.WriteByte((byte)(HasDoubles ? 1 : 0));
        _sum.WriteTo(output);
    }

    /// <exception cref="InvalidDataException">The bytes are not a sum.</exception>
    public static SumPartial Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Kind);
        var flag = reader.ReadByte();
        PayloadReader.Require(flag <= 1, "an unknown flag");
        var sum = ExactSum.Read(ref reader, SuperaccumulatorRange.Doubles);
        PayloadReader.Require(flag == 1 || sum.Doubles.IsEmpty, "a sum of doubles where the flag says there are none");
        reader.RequireEnd();
        return new SumPartial(sum) { HasDoubles = flag == 1 };
    }
}
