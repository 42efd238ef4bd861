using System.Buffers;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>
/// What a scalar without quotes is: the core schema of YAML 1.2, and apart from it what YAML 1.1 would make of it, since kubectl
/// reads that: a manifest must mean the same to both.
/// </summary>
internal static class PlainScalar
{
    private static readonly SearchValues<char> HexCharacters = SearchValues.Create("0123456789abcdefABCDEF_");
    private static readonly SearchValues<char> DecimalCharacters = SearchValues.Create("0123456789._");

    public static ScalarType TypeOf(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarType.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarType.Boolean,
        "yes" or "Yes" or "YES" or "no" or "No" or "NO" or "on" or "On" or "ON" or "off" or "Off" or "OFF" => ScalarType.OldBoolean,
        _ when IsInteger(text) => ScalarType.Integer,
        _ when IsOtherNumber(text) => ScalarType.OtherNumber,
        _ => ScalarType.String,
    };

    /// <summary>A decimal integer; with a leading zero it would be octal to YAML 1.1.</summary>
    private static bool IsInteger(string text)
    {
        var digits = text.AsSpan(text[0] is '-' ? 1 : 0);
        return !digits.IsEmpty && !digits.ContainsAnyExceptInRange('0', '9') && (digits.Length == 1 || digits[0] != '0');
    }

    private static bool IsOtherNumber(string text)
    {
        var number = text.AsSpan(text[0] is '-' or '+' ? 1 : 0);
        if (number is ".inf" or ".Inf" or ".INF" or ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        if (number is ['0', 'x' or 'X' or 'o' or 'b', .. { Length: > 0 } digits])
        {
            return !digits.ContainsAnyExcept(HexCharacters);
        }

        // Decimal with a point, an exponent, underscores, a leading zero or plus.
        return IsFloat(number);
    }

    private static bool IsFloat(ReadOnlySpan<char> number)
    {
        var exponent = number.IndexOfAny('e', 'E');
        var mantissa = exponent < 0 ? number : number[..exponent];
        var power = exponent < 0 ? "1" : number[(exponent + 1)..].TrimStart("+-");
        return mantissa.ContainsAnyInRange('0', '9')
            && mantissa[0] != '_'
            && !mantissa.ContainsAnyExcept(DecimalCharacters)
            && mantissa.Count('.') <= 1
            && !power.IsEmpty
            && !power.ContainsAnyExceptInRange('0', '9');
    }
}
