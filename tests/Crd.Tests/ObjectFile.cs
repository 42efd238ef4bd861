namespace ParallelJobs.Crd.Tests;

/// <summary>
/// A file of one object, or of two: the same one before and after a change. It begins with comments: those of a bad one say, after
/// "expect:", what the server says of it or of the change, a line each; that of a good one, what it is about.
/// </summary>
internal sealed record ObjectFile(IReadOnlyList<string> Expected, IReadOnlyList<string> Documents)
{
    private const string Expect = "# expect: ";

    public bool IsChange => Documents.Count > 1;

    public static ObjectFile Read(string path)
    {
        var text = File.ReadAllText(path);
        var expected = text.Split('\n')
            .TakeWhile(line => line.StartsWith(Expect, StringComparison.Ordinal))
            .Select(line => line[Expect.Length..]);
        return new ObjectFile([.. expected], text.Split("\n---\n"));
    }
}
