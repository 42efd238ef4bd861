using System.Globalization;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Contracts.Validation;

/// <summary>Holds the text of a kernel's parameter against its description.</summary>
internal static class ParameterCheck
{
    private const int MostDigits = 39;

    /// <summary>What is wrong with the value and what to do, or null.</summary>
    public static (string Message, string Fix)? Find(KernelParameter parameter, string value) => parameter.Type switch
    {
        KernelParameterType.Integer => CheckInteger(parameter, value),
        KernelParameterType.Decimal => CheckDecimal(parameter, value),
        KernelParameterType.Choice => CheckChoice(parameter, value),
        _ => CheckDuration(parameter, value),
    };

    private static (string, string)? CheckInteger(KernelParameter parameter, string value)
    {
        var digits = value.AsSpan(value.StartsWith('-') ? 1 : 0);
        if (digits.Length is 0 or > MostDigits || digits.ContainsAnyExceptInRange('0', '9')
            || !Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return ($"{Wording.Quote(value)} is not a whole number", "write all its digits and nothing else");
        }

        return CheckBounds(number, parameter.Minimum, parameter.Maximum, $"{number}", static bound => $"{bound}");
    }

    private static (string, string)? CheckDecimal(KernelParameter parameter, string value)
    {
        if (!TextForms.Decimal.Matches(value)
            || !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            return ($"{Wording.Quote(value)} is not a finite decimal number", "write a number such as 0.5 or 1e-3");
        }

        return CheckBounds(number, parameter.MinimumDecimal, parameter.MaximumDecimal, Wording.Plain(value), static bound => $"{bound}");
    }

    private static (string, string)? CheckChoice(KernelParameter parameter, string value) =>
        parameter.Choices.Contains(value)
            ? null
            : ($"{Wording.Quote(value)} is not one of {Wording.List(parameter.Choices)}", Wording.Suggest(value, parameter.Choices, "write one of these"));

    private static (string, string)? CheckDuration(KernelParameter parameter, string value) =>
        DurationText.TryParse(value, out var nanoseconds)
            ? CheckBounds(nanoseconds, parameter.Minimum, parameter.Maximum, value, DurationOf)
            : ($"{Wording.Quote(value)} is not a duration", "write a whole number and one of ns, us, ms, s, m, such as 250ms");

    private static (string, string)? CheckBounds<T>(T value, T? minimum, T? maximum, string text, Func<T, string> words)
        where T : struct, IComparable<T>
    {
        if (minimum is { } least && value.CompareTo(least) < 0)
        {
            return ($"{text} is below the least allowed, {words(least)}", $"write {words(least)} or more");
        }

        return maximum is { } most && value.CompareTo(most) > 0
            ? ($"{text} is above the most allowed, {words(most)}", $"write {words(most)} or less")
            : null;
    }

    /// <summary>Nanoseconds in the largest unit that is exact.</summary>
    private static string DurationOf(Int128 nanoseconds) => nanoseconds switch
    {
        _ when nanoseconds % 60_000_000_000 == 0 => $"{nanoseconds / 60_000_000_000}m",
        _ when nanoseconds % 1_000_000_000 == 0 => $"{nanoseconds / 1_000_000_000}s",
        _ when nanoseconds % 1_000_000 == 0 => $"{nanoseconds / 1_000_000}ms",
        _ when nanoseconds % 1_000 == 0 => $"{nanoseconds / 1_000}us",
        _ => $"{nanoseconds}ns",
    };
}
