using System.Globalization;

namespace ParallelJobs.Queue.Faults;

/// <summary>What the environment says about failpoints, and how often each was passed. Safe for use by several threads.</summary>
internal sealed class FailpointPlan
{
    private static readonly (string Word, FailpointAction Action)[] Actions =
        [("kill", FailpointAction.Kill), ("stop", FailpointAction.Stop), ("disconnect", FailpointAction.Disconnect)];

    private static readonly (string Word, Failpoint Point)[] Points = [.. Enum.GetValues<Failpoint>().Select(point => (WordOf(point), point))];

    private readonly List<Rule> _rules;
    private readonly int[] _passed = new int[Points.Length];

    private FailpointPlan(List<Rule> rules) => _rules = rules;

    /// <param name="text">"point=action[@n][;…]": at the n-th time only, or each time.</param>
    /// <exception cref="FormatException">Names the part that is wrong, and what there is.</exception>
    public static FailpointPlan Parse(string text) => new([.. text.Split(';').Select(ParseRule)]);

    /// <summary>What is to be done at this passage of the point.</summary>
    public FailpointAction Pass(Failpoint point)
    {
        var time = Interlocked.Increment(ref _passed[(int)point]);
        return _rules.FirstOrDefault(rule => rule.Point == point && (rule.Time is null || rule.Time == time))?.Action ?? FailpointAction.None;
    }

    private static Rule ParseRule(string part)
    {
        var sides = part.Trim().Split('=', 2);
        var (action, time) = sides.Length < 2 ? ("", null) : CutTime(sides[1], part);
        return new Rule(
            Find(Points, sides[0], "point", part),
            Find(Actions, action, "action", part),
            time);
    }

    private static (string Action, int? Time) CutTime(string text, string part)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (text, null)
            : int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var time) && time > 0 ? (text[..at], time)
            : throw Wrong(part, "has behind '@' no whole number from 1 on");
    }

    private static T Find<T>((string Word, T Value)[] known, string word, string kind, string part)
    {
        var found = Array.FindIndex(known, one => one.Word == word);
        return found >= 0 ? known[found].Value : throw Wrong(part, $"has no known {kind}; there are {string.Join(", ", known.Select(one => one.Word))}");
    }

    private static FormatException Wrong(string part, string why) =>
        new($"{Failpoints.Variable}: '{part}' {why}; write point=action or point=action@n, with ';' between several");

    private static string WordOf(Failpoint point) =>
        string.Concat(point.ToString().Select((one, i) => i > 0 && char.IsUpper(one) ? "-" + char.ToLowerInvariant(one) : char.ToLowerInvariant(one).ToString()));

    private sealed record Rule(Failpoint Point, FailpointAction Action, int? Time);
}
