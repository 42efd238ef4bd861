using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>An exact sum of whole numbers of any size and doubles (or products of them). For one thread at a time.</summary>
internal sealed class ExactSum
{
    private IntegerSum _integers;

    public ExactSum(SuperaccumulatorRange range)
        : this(new Superaccumulator(range))
    {
    }

    private ExactSum(Superaccumulator doubles) => Doubles = doubles;

    /// <summary>The doubles' part; what is entered there is part of this sum.</summary>
    public Superaccumulator Doubles { get; }

    /// <summary>The sum of the whole numbers alone.</summary>
    public BigInteger Integers => _integers.Value;

    /// <summary>The whole sum in units of 2^UnitExponent, without the terms that were not finite.</summary>
    public BigInteger InUnits => (Integers << -Doubles.UnitExponent) + Doubles.ToBigInteger();

    public bool IsEmpty => Integers.IsZero && Doubles.IsEmpty;

    public void Add(Int128 term) => _integers.Add(term);

    public void Add(BigInteger term) => _integers.Add(term);

    public void MergeFrom(ExactSum other)
    {
        _integers.MergeFrom(other._integers);
        Doubles.MergeFrom(other.Doubles);
    }

    public void Clear()
    {
        _integers = default;
        Doubles.Clear();
    }

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteInteger(Integers);
        Doubles.WriteTo(output);
    }

    /// <exception cref="InvalidDataException">The bytes are not a sum of this range.</exception>
    public static ExactSum Read(ref PayloadReader reader, SuperaccumulatorRange range)
    {
        var integers = reader.ReadInteger();
        var result = new ExactSum(Superaccumulator.Read(ref reader, range));
        result.Add(integers);
        return result;
    }
}
