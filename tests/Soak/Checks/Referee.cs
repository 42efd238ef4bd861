using ParallelJobs.Kubernetes.Election;

namespace ParallelJobs.Soak.Checks;

/// <summary>Sees every act of every leader, and what is wrong with it. Safe for use by several threads.</summary>
internal sealed class Referee
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _violations = new(StringComparer.Ordinal);
    private int _highest = -1;
    private int _terms;

    /// <summary>Times of leadership so far.</summary>
    public int Terms => Volatile.Read(ref _terms);

    public IReadOnlyList<string> Violations
    {
        get { lock (_lock) { return [.. _violations]; } }
    }

    public void Begin() => Interlocked.Increment(ref _terms);

    /// <summary>Right before a leader acts: nobody may who is told that he leads when a later one has already acted.</summary>
    public void Act(Leadership leadership)
    {
        lock (_lock)
        {
            if (leadership.Epoch < _highest && leadership.IsHeld)
            {
                _violations.Add($"the leader of epoch {leadership.Epoch} acts after that of {_highest}");
            }

            _highest = Math.Max(_highest, leadership.Epoch);
        }
    }

    public void Report(string violation)
    {
        lock (_lock)
        {
            _violations.Add(violation);
        }
    }
}
