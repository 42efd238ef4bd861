namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Makes the texts of others fit the status: one with a field that the schema does not allow would be refused as a whole. Pure.</summary>
internal static class StatusText
{
    private const int LongestWord = 32;

    /// <summary>At most so many characters; what was cut off is three dots in one.</summary>
    public static string Cut(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = most - 1;
        return $"{text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)]}…";
    }

    /// <summary>A reason, which is one word of letters and digits.</summary>
    public static string Word(string reason)
    {
        var word = string.Concat(reason.Where(char.IsAsciiLetterOrDigit).SkipWhile(char.IsAsciiDigit).Take(LongestWord));
        return word.Length > 0 ? word : "Unknown";
    }
}
