using System.Text;

namespace ParallelJobs.Queue.Postgres.Wire;

/// <summary>Text that any program may have written, as PostgreSQL can hold it: without U+0000 and without halves of surrogate pairs.</summary>
internal static class SafeText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0'))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // An unpaired half is enumerated as the replacement character.
            safe.Append(rune.Value == 0 ? Rune.ReplacementChar : rune);
        }

        return safe.ToString();
    }
}
