namespace ParallelJobs.Queue.InMemory;

/// <summary>A job's ledger behind its lock, with its clock and its signals.</summary>
internal sealed class LockedJob
{
    private readonly Lock _lock = new();
    private readonly JobLedger _ledger;
    private readonly Func<TimeSpan> _now;
    private readonly Signal _changed = new();
    private readonly Signal _foldable = new();

    public LockedJob(JobDefinition definition, TokenSource random, Func<TimeSpan> now)
    {
        _now = now;
        _ledger = new JobLedger(definition, random, now());
    }

    /// <summary>As it was created; immutable.</summary>
    public JobDefinition Definition => _ledger.Definition;

    public (ExchangeReply Reply, long ChangesSeen) CarryOut(ExchangeReport report)
    {
        lock (_lock)
        {
            var before = _ledger.Changes;
            var answer = Exchange.CarryOut(_ledger, report, _now());
            RaiseSignals(before);
            return answer;
        }
    }

    /// <summary>Reads or steers the ledger. <paramref name="action"/> runs under the lock, so it only touches the ledger.</summary>
    public T Do<T>(Func<JobLedger, TimeSpan, T> action)
    {
        lock (_lock)
        {
            var before = _ledger.Changes;
            var result = action(_ledger, _now());
            RaiseSignals(before);
            return result;
        }
    }

    /// <summary>
    /// Merges outside the lock, since merging may take long and is the caller's code, and puts the result in by compare-and-swap: who comes
    /// second merges again, with what the first has left.
    /// </summary>
    public FoldedResult Fold(MergePartials merge, CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (read, partials) = Do(static (ledger, _) => ledger.Results.Read());
            var folded = partials.Count == 0 ? read : read.With(partials, merge);
            var result = Do((ledger, _) => ledger.Results.TryReplace(read, partials.Count, folded) ? Concluded(ledger) : null);
            if (result is not null)
            {
                return result;
            }
        }
    }

    /// <summary>Completes when the job has changed since <paramref name="changesSeen"/>.</summary>
    public Task ChangedSince(long changesSeen)
    {
        lock (_lock)
        {
            return _ledger.Changes == changesSeen ? _changed.Next : Task.CompletedTask;
        }
    }

    /// <summary>Completes when a fold has something to do, or never will again.</summary>
    public Task Foldable()
    {
        lock (_lock)
        {
            return _ledger.NeedsFold ? Task.CompletedTask : _foldable.Next;
        }
    }

    /// <summary>The job is removed: nobody need wait for it.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _changed.Raise();
            _foldable.Raise();
        }
    }

    private static FoldedResult Concluded(JobLedger ledger)
    {
        ledger.Conclude();
        var folded = ledger.Results.Folded;
        return new FoldedResult(ledger.State, folded.Covered, folded.Payload, folded.Version);
    }

    private void RaiseSignals(long before)
    {
        if (_ledger.Changes != before)
        {
            _changed.Raise();
        }

        if (_ledger.NeedsFold)
        {
            _foldable.Raise();
        }
    }
}
