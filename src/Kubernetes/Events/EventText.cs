using System.Text;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>Makes names and notes that the server takes.</summary>
internal static class EventText
{
    public const int LongestNote = 1024;
    public const int LongestName = 253;

    private const string Ellipsis = "…";

    /// <summary>The note, cut between two characters where it has more bytes than may be.</summary>
    public static string Note(string text)
    {
        if (Encoding.UTF8.GetByteCount(text) <= LongestNote)
        {
            return text;
        }

        var room = LongestNote - Encoding.UTF8.GetByteCount(Ellipsis);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            room -= rune.Utf8SequenceLength;
            if (room < 0)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return string.Concat(text.AsSpan(0, length), Ellipsis);
    }

    /// <summary>
    /// The object's name, as far as there is room for it, a dot and the suffix: a DNS subdomain (RFC 1123), also where the object's name is none,
    /// as those of roles are.
    /// </summary>
    /// <param name="regarding">The object's name.</param>
    /// <param name="suffix">In lower case letters and digits.</param>
    public static string Name(string? regarding, string suffix)
    {
        var lower = string.Concat((regarding ?? "").ToLowerInvariant().Select(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' ? letter : '-'));
        var labels = lower.Split('.').Select(label => label.Trim('-')).Where(label => label.Length > 0);
        var stem = string.Join('.', labels);
        var room = LongestName - 1 - suffix.Length;
        stem = stem.Length <= room ? stem : stem[..room].TrimEnd('.', '-');
        return stem.Length > 0 ? $"{stem}.{suffix}" : suffix;
    }
}
