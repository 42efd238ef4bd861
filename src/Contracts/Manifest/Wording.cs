using System.Globalization;
using System.Text;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>Pieces of messages.</summary>
internal static class Wording
{
    private const int LongestQuote = 48;

    /// <summary>The text in quotes for a message of one line: shortened, control characters escaped.</summary>
    public static string Quote(string text) => $"'{Plain(text)}'";

    /// <summary>The text as <see cref="Quote"/> without the quotes.</summary>
    public static string Plain(string text, int longest = LongestQuote)
    {
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (plain.Length >= longest)
            {
                return plain.Append('…').ToString();
            }

            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            {
                plain.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}");
            }
            else
            {
                plain.Append(rune.ToString());
            }
        }

        return plain.ToString();
    }

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    /// <summary>"did you mean 'slots'?" or else <paramref name="otherwise"/>.</summary>
    public static string Suggest(string given, IEnumerable<string> known, string otherwise) =>
        NearestName.Of(given, known) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;
}
