using System.Text.RegularExpressions;

namespace ParallelJobs.Contracts.Schema;

/// <summary>
/// A form that a text must have: a regular expression that .NET and RE2 (the API server) read alike, and the same in words.
/// Thread-safe.
/// </summary>
/// <param name="body">The expression without anchors.</param>
/// <param name="words">What the text must be, to follow "must be".</param>
public sealed class TextForm(string body, string words)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    // RE2's $ is the end of the text; .NET's also stands before a last line feed, hence \z.
    private readonly Lazy<Regex> _regex = new(() => new Regex($@"\A(?:{body})\z", RegexOptions.CultureInvariant, Timeout));

    /// <summary>The expression with anchors, as in the CRD.</summary>
    public string Pattern => $"^({body})$";

    public string Words => words;

    /// <summary>Whether the text, whose length is bounded, has the form.</summary>
    public bool Matches(string text) => _regex.Value.IsMatch(text);
}
