using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>
/// An observation: a double, or a whole number of any size. Every NaN is the same, and so are the zeros. Comparing is exact between
/// the two kinds, never through a rounding.
/// </summary>
internal readonly record struct ExactNumber
{
    private const byte DoubleKind = 0;
    private const byte IntegerKind = 1;

    private readonly double _double;
    private readonly BigInteger _integer;

    public ExactNumber(double value) => _double = double.IsNaN(value) ? double.NaN : value == 0 ? 0 : value;

    public ExactNumber(BigInteger value)
    {
        _integer = value;
        IsInteger = true;
    }

    public bool IsInteger { get; }

    public bool IsNaN => double.IsNaN(_double);

    /// <summary>The value, when it is a double.</summary>
    public double Double => _double;

    public string Json => IsInteger ? JsonText.Of(_integer) : JsonText.Of(_double);

    /// <summary>The order of the values; neither is NaN. The integer 1 and the double 1 compare as equal.</summary>
    public int CompareValue(ExactNumber other) => (IsInteger, other.IsInteger) switch
    {
        (true, true) => _integer.CompareTo(other._integer),
        (true, false) => Compare(_integer, other._double),
        (false, true) => -Compare(other._integer, _double),
        (false, false) => _double.CompareTo(other._double),
    };

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteByte(IsInteger ? IntegerKind : DoubleKind);
        if (IsInteger)
        {
            output.WriteInteger(_integer);
        }
        else
        {
            output.WriteDouble(_double);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not a number in its canonical form.</exception>
    public static ExactNumber Read(ref PayloadReader reader)
    {
        var kind = reader.ReadByte();
        PayloadReader.Require(kind <= IntegerKind, "an unknown kind of number");
        if (kind == IntegerKind)
        {
            return new ExactNumber(reader.ReadInteger());
        }

        var value = reader.ReadDouble();
        var number = new ExactNumber(value);
        PayloadReader.Require(
            BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(number._double), "a double that is not canonical");
        return number;
    }

    private static int Compare(BigInteger integer, double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? -1 : 1;
        }

        var floor = Math.Floor(value);
        var order = integer.CompareTo(new BigInteger(floor));
        return order == 0 && value > floor ? -1 : order;
    }
}
