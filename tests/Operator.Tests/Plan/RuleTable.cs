using System.Collections;
using ParallelJobs.Operator.Reconcile.Plan;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>What a rule promises: a sentence, a job as an operator may find it, and what is decided about it. Each is planned by the whole planner.</summary>
internal sealed class RuleTable : IEnumerable<string>
{
    private readonly Dictionary<string, (Situation Given, Action<Decision> Then)> _rows = new(StringComparer.Ordinal);

    public TheoryData<string> Sentences => [.. _rows.Keys];

    public void Add(string sentence, Situation given, Action<Decision> then) => _rows.Add(sentence, (given, then));

    public void Check(string sentence) => _rows[sentence].Then(_rows[sentence].Given.Decide());

    public IEnumerator<string> GetEnumerator() => _rows.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
