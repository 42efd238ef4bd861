using ParallelJobs.Kubernetes;

namespace ParallelJobs.Operator.Reconcile.Observe;

/// <summary>
/// How the workers that all jobs together may have are divided: what a job has it keeps, and what is free goes to the oldest that waits. Kept in
/// memory and changed before anything is written, so two jobs that are reconciled at once, or a store that lags behind what was just created, hand out
/// nothing twice. Safe for use by several threads.
/// </summary>
internal sealed class WorkerClaims(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, WorkerClaim> _claims = new(StringComparer.Ordinal);
    private readonly SortedSet<WorkerClaim> _waiting = new(WorkerClaim.ByAge);
    private long _held;

    /// <summary>A waiting job may have more than it has. Raised outside the lock; handlers are quick.</summary>
    public event Action<ResourceKey>? Freed;

    /// <summary>Before anything is divided: a job that was not yet looked at. Changes nothing for one that was.</summary>
    public void Expect(WorkerClaim claim)
    {
        lock (_lock)
        {
            if (!_claims.ContainsKey(claim.Uid))
            {
                Put(claim);
            }
        }
    }

    /// <summary>Takes what the job may have of its wish, for it alone from now on.</summary>
    /// <param name="claim">What it has now, and what it wants.</param>
    /// <returns>So many it may have: never less than it has.</returns>
    public int Take(WorkerClaim claim)
    {
        lock (_lock)
        {
            Put(claim);
            var free = most - _held - _waiting.TakeWhile(older => WorkerClaim.ByAge.Compare(older, claim) < 0).Sum(older => (long)older.Unmet);
            var granted = claim.Held + (int)Math.Clamp(free, 0, claim.Unmet);
            Put(claim with { Held = granted });
            return granted;
        }
    }

    /// <summary>After its plan: what it has now, and what it still waits for. Tells those for whom something has become free.</summary>
    public void Settle(string uid, int wish, int held)
    {
        List<ResourceKey> next;
        lock (_lock)
        {
            if (!_claims.TryGetValue(uid, out var before))
            {
                return;
            }

            Put(before with { Wish = Math.Max(wish, held), Held = held });
            next = held < before.Held || wish < before.Wish ? Next(uid) : [];
        }

        Tell(next);
    }

    /// <summary>It has ended, or is gone.</summary>
    public void Forget(string uid)
    {
        List<ResourceKey> next;
        lock (_lock)
        {
            if (!Remove(uid))
            {
                return;
            }

            next = Next(uid);
        }

        Tell(next);
    }

    private void Put(WorkerClaim claim)
    {
        Remove(claim.Uid);
        _claims.Add(claim.Uid, claim);
        _held += claim.Held;
        if (claim.Unmet > 0)
        {
            _waiting.Add(claim);
        }
    }

    private bool Remove(string uid)
    {
        if (!_claims.Remove(uid, out var claim))
        {
            return false;
        }

        _held -= claim.Held;
        _waiting.Remove(claim);
        return true;
    }

    /// <summary>Those that what is free now goes to.</summary>
    private List<ResourceKey> Next(string but)
    {
        var free = most - _held;
        List<ResourceKey> next = [];
        foreach (var claim in _waiting)
        {
            if (free <= 0)
            {
                break;
            }

            free -= claim.Unmet;
            if (claim.Uid != but)
            {
                next.Add(claim.Key);
            }
        }

        return next;
    }

    private void Tell(List<ResourceKey> next) => next.ForEach(key => Freed?.Invoke(key));
}
