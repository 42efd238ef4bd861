using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts.Resource.Pods;

/// <summary>
/// An amount of a resource in Kubernetes' notation, as it was written: a decimal with a binary (Ki .. Ei) or decimal (n, u, m, k .. E)
/// suffix or an exponent. Equal when written the same; compare amounts by <see cref="Nanos"/>.
/// </summary>
[JsonConverter(typeof(QuantityConverter))]
public readonly record struct Quantity(string Text)
{
    private static readonly BigInteger NanosOfOne = 1_000_000_000;
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("0123456789.");

    /// <summary>The amount in billionths, rounded up as Kubernetes does.</summary>
    /// <exception cref="FormatException">The text is not a quantity.</exception>
    public BigInteger Nanos => TryParse(Text, out var nanos) ? nanos : throw new FormatException($"'{Text}' is not a quantity such as 500m or 2Gi");

    /// <summary>The billionths that <paramref name="text"/> says, or false when it is not a quantity. Negative ones are not.</summary>
    public static bool TryParse(string text, out BigInteger nanos)
    {
        nanos = default;
        var digits = text.AsSpan().TrimStart('+');
        var length = digits.IndexOfAnyExcept(NumberCharacters);
        var number = length < 0 ? digits : digits[..length];
        if (text.Length > 64 || text.Length - digits.Length > 1 || number.Count('.') > 1 || number.Trim('.').IsEmpty
            || FactorOf(length < 0 ? [] : digits[length..]) is not var (numerator, denominator))
        {
            return false;
        }

        var point = number.IndexOf('.');
        var decimals = point < 0 ? 0 : number.Length - point - 1;
        var integer = point < 0 ? number : number[..point];
        var whole = BigInteger.Parse(string.Concat(integer, number[^decimals..]), CultureInfo.InvariantCulture);
        nanos = CeilingOf(whole * numerator * NanosOfOne, denominator * BigInteger.Pow(10, decimals));
        return true;
    }

    public override string ToString() => Text;

    private static (BigInteger Numerator, BigInteger Denominator)? FactorOf(ReadOnlySpan<char> suffix) => suffix switch
    {
        "" => (1, 1),
        "n" => (1, BigInteger.Pow(10, 9)),
        "u" => (1, BigInteger.Pow(10, 6)),
        "m" => (1, 1000),
        "Ki" or "Mi" or "Gi" or "Ti" or "Pi" or "Ei" => (BigInteger.Pow(1024, "KMGTPE".IndexOf(suffix[0]) + 1), 1),
        "k" or "M" or "G" or "T" or "P" or "E" => (BigInteger.Pow(1000, "kMGTPE".IndexOf(suffix[0]) + 1), 1),
        ['e' or 'E', .. { Length: <= 3 } exponent] when int.TryParse(exponent, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power)
            => power < 0 ? (1, BigInteger.Pow(10, -power)) : (BigInteger.Pow(10, power), 1),
        _ => null,
    };

    private static BigInteger CeilingOf(BigInteger numerator, BigInteger denominator) => (numerator + denominator - 1) / denominator;
}
