using System.Numerics;

namespace ParallelJobs.Engine.Tests.Kernels;

/// <summary>
/// A real number as mantissa x 2^(exponent - 320), and the elementary functions on it by their series, in whole numbers: the oracle
/// that the kernels' functions are held against. Nothing of it is shared with them.
/// </summary>
internal readonly record struct ExactNumber(BigInteger Mantissa, int Exponent = 0)
{
    private const int Places = 320;

    private static readonly BigInteger One = BigInteger.One << Places;

    /// <summary>ln 2 = 2 artanh(1/3).</summary>
    private static readonly BigInteger LogarithmOfTwo = 2 * ArcTangent(One / 3, alternate: false);

    /// <summary>pi = 16 arctan(1/5) - 4 arctan(1/239) (Machin).</summary>
    private static readonly BigInteger Pi = 16 * ArcTangent(One / 5, alternate: true) - 4 * ArcTangent(One / 239, alternate: true);

    public static ExactNumber Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var biased = Math.Max((int)(bits >> 52) & 0x7FF, 1);
        BigInteger mantissa = (bits & 0x000FFFFFFFFFFFFF) | (double.IsNormal(value) ? 1L << 52 : 0);
        return new ExactNumber((value < 0 ? -mantissa : mantissa) << (Places - 52), biased - 1023);
    }

    public static ExactNumber operator *(ExactNumber left, ExactNumber right) =>
        new((left.Mantissa * right.Mantissa) >> Places, left.Exponent + right.Exponent);

    public static ExactNumber Exp(ExactNumber x)
    {
        var fixedPoint = x.Fixed();
        var n = (int)BigInteger.Divide(fixedPoint, LogarithmOfTwo);
        var r = fixedPoint - n * LogarithmOfTwo;
        var (sum, term) = (One, One);
        for (var i = 1; !term.IsZero; i++)
        {
            term = ((term * r) >> Places) / i;
            sum += term;
        }

        return new ExactNumber(sum, n);
    }

    /// <summary>ln x = k ln 2 + 2 artanh((m-1)/(m+1)).</summary>
    public static ExactNumber Log(ExactNumber x)
    {
        var k = (int)x.Mantissa.GetBitLength() - Places;
        var m = k > 0 ? x.Mantissa >> k : x.Mantissa << -k;
        return new ExactNumber((k + x.Exponent) * LogarithmOfTwo + 2 * ArcTangent(((m - One) << Places) / (m + One), alternate: false));
    }

    public static ExactNumber Sin(ExactNumber x) => Circular(x.Fixed());

    public static ExactNumber Cos(ExactNumber x) => Circular(x.Fixed() + (Pi >> 1));

    /// <summary>How far a double is away, in units of its last place (those of the subnormals at least).</summary>
    public double UnitsAwayFrom(double approximation)
    {
        var size = (int)BigInteger.Abs(Mantissa).GetBitLength() - Places + Exponent - 1;
        var unit = Math.Max(size, -1022) - 52;
        var near = Of(approximation);
        var low = Math.Min(near.Exponent, Exponent);
        var difference = (near.Mantissa << (near.Exponent - low)) - (Mantissa << (Exponent - low));
        return Math.Abs(Math.ScaleB((double)(difference >> 200), 200 - Places + low - unit));
    }

    private BigInteger Fixed() => Exponent > 0 ? Mantissa << Exponent : Mantissa >> -Exponent;

    private static ExactNumber Circular(BigInteger x)
    {
        var n = BigInteger.Divide(x + (x.Sign * (Pi >> 1)), Pi);
        var r = x - n * Pi;
        var (sum, term) = (r, r);
        for (var i = 2; !term.IsZero; i += 2)
        {
            term = -((((term * r) >> Places) * r) >> Places) / (i * (i + 1));
            sum += term;
        }

        return new ExactNumber(n.IsEven ? sum : -sum);
    }

    /// <summary>arctan x where the signs alternate, else artanh x.</summary>
    private static BigInteger ArcTangent(BigInteger x, bool alternate)
    {
        var (sum, power) = (x, x);
        var square = (x * x) >> Places;
        for (var i = 3; !power.IsZero && power != BigInteger.MinusOne; i += 2)
        {
            power = (power * square) >> Places;
            power = alternate ? -power : power;
            sum += power / i;
        }

        return sum;
    }
}
