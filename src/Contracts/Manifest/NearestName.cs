namespace ParallelJobs.Contracts.Manifest;

/// <summary>The known name that a mistyped one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>The nearest of <paramref name="known"/> by edits (case does not count), or null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        const int Longest = 64;
        if (given.Length is 0 or > Longest)
        {
            return null;
        }

        // Of one or two letters, any edit makes something else.
        var atMost = given.Length / 3;
        return known
            .Select(name => (Name: name, Edits: EditsBetween(given.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Edits <= atMost)
            .OrderBy(candidate => candidate.Edits)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours that turn one into the other
    /// (optimal string alignment: Damerau 1964, no substring edited twice).
    /// </summary>
    private static int EditsBetween(string from, string to)
    {
        var edits = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                edits[i, j] = i == 0 || j == 0 ? i + j : Step(i, j);
            }
        }

        return edits[from.Length, to.Length];

        int Step(int i, int j)
        {
            var replace = edits[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
            var best = Math.Min(replace, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
            var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
            return swapped ? Math.Min(best, edits[i - 2, j - 2] + 1) : best;
        }
    }
}
