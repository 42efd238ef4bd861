namespace ParallelJobs.Benchmarks.Report;

/// <summary>The part of a document that the program writes; the rest is written by hand.</summary>
internal static class MarkedSection
{
    private const string Begin = "<!-- benchmark: begin -->";
    private const string End = "<!-- benchmark: end -->";

    public static bool IsIn(string file) => File.Exists(file) && Find(File.ReadAllText(file)) is not null;

    /// <summary>The document with <paramref name="content"/> between its markers.</summary>
    /// <exception cref="InvalidDataException">It has no markers.</exception>
    public static string Replace(string document, string content)
    {
        var (begin, end) = Find(document) ?? throw new InvalidDataException($"the document has no lines {Begin} and {End}");
        return $"{document[..(begin + Begin.Length)]}\n\n{content.Trim()}\n\n{document[end..]}";
    }

    private static (int Begin, int End)? Find(string document)
    {
        var begin = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        return begin >= 0 && end > begin ? (begin, end) : null;
    }
}
