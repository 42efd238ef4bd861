namespace ParallelJobs.Queue.InMemory;

/// <summary>Checks the invariants of a job's ledger from its parts, trusting none of its running sums.</summary>
internal static class LedgerCheck
{
    /// <returns>A sentence for every violation.</returns>
    public static IReadOnlyList<string> Violations(JobLedger ledger) =>
        [.. Partition(ledger), .. Sums(ledger), .. Leases(ledger), .. Charges(ledger), .. States(ledger)];

    /// <summary>[0, leaves) is the disjoint union of done, leased, pending, dead and [next, leaves).</summary>
    private static IEnumerable<string> Partition(JobLedger ledger)
    {
        var parts = ledger.Results.Folded.Covered.Select(range => (Range: range, Part: "covered"))
            .Concat(ledger.Results.Partials.SelectMany(partial => partial.Done).Select(range => (Range: range, Part: "partial")))
            .Concat(ledger.Leases.All.SelectMany(
                lease => lease.Work.Remaining.Select(range => (Range: range, Part: $"lease {lease.Token}"))))
            .Concat(ledger.Pending.All.Select(pending => (pending.Range, Part: "pending")))
            .Concat(ledger.Dead.All.Select(dead => (dead.Range, Part: "dead")));
        var before = (Range: new PositionRange(0, 0), Part: "the start");
        foreach (var part in parts.OrderBy(part => part.Range))
        {
            if (part.Range.Length <= 0 || part.Range.Start < before.Range.End)
            {
                yield return $"{part.Part} {part.Range} overlaps {before.Part} {before.Range}";
            }
            else if (part.Range.Start > before.Range.End)
            {
                yield return $"[{before.Range.End},{part.Range.Start}) is nowhere";
            }

            before = part;
        }

        if (before.Range.End != ledger.Next)
        {
            yield return $"[0,{before.Range.End}) was handed out, but the next position is {ledger.Next}";
        }

        if (ledger.Next > ledger.Definition.Leaves)
        {
            yield return $"the next position {ledger.Next} is past the last of {ledger.Definition.Leaves} leaves";
        }
    }

    private static IEnumerable<string> Sums(JobLedger ledger)
    {
        var job = ledger.Definition;
        var covered = job.ItemsOf(ledger.Results.Folded.Covered);
        var done = ledger.Results.Partials.Aggregate(covered, (sum, each) => sum + job.ItemsOf(each.Done));
        var leased = ledger.Leases.All.Aggregate(Int128.Zero, (sum, lease) => sum + job.ItemsOf(lease.Work.Remaining));
        var pending = ledger.Pending.All.Aggregate(Int128.Zero, (sum, each) => sum + job.ItemsOf(each.Range));
        var dead = ledger.Dead.All.Aggregate(Int128.Zero, (sum, each) => sum + job.ItemsOf(each.Range));
        return new (string Name, Int128 Counted, Int128 Kept)[]
        {
            ("done items", done, ledger.Results.Items),
            ("leased items", leased, ledger.Leases.Items),
            ("pending items", pending, ledger.Pending.Items),
            ("dead items", dead, ledger.Dead.Items),
            ("pending leaves", ledger.Pending.All.Sum(each => each.Range.Length), ledger.Pending.Leaves),
            ("dead leaves", ledger.Dead.All.Sum(each => each.Range.Length), ledger.Dead.Leaves),
        }.Where(sum => sum.Counted != sum.Kept).Select(sum => $"{sum.Name} are {sum.Counted}, but the ledger counts {sum.Kept}");
    }

    private static IEnumerable<string> Leases(JobLedger ledger)
    {
        foreach (var lease in ledger.Leases.All)
        {
            if (lease.Work.Remaining.IsEmpty)
            {
                yield return $"lease {lease.Token} is of nothing";
            }

            if (ledger.Workers.Find(lease.Owner.Incarnation) != lease.Owner || lease.Owner.Leases[lease.Index] != lease)
            {
                yield return $"lease {lease.Token} has no worker";
            }

            if (lease.Owner.Holding.List is null)
            {
                yield return $"lease {lease.Token} would never be reaped";
            }

            if (lease.Work.Solo && lease.Owner.Leases.Count > 1)
            {
                yield return $"lease {lease.Token} is solo, but its worker holds {lease.Owner.Leases.Count}";
            }
        }

        var listed = ledger.Workers.All.Sum(worker => worker.Leases.Count);
        if (listed != ledger.Leases.Count)
        {
            yield return $"workers hold {listed} leases, but the ledger {ledger.Leases.Count}";
        }
    }

    /// <summary>Only a single leaf is ever charged an attempt, and what is out of attempts is dead.</summary>
    private static IEnumerable<string> Charges(JobLedger ledger) =>
        from charged in ledger.Pending.All.Select(each => (Leaves: PositionSet.Of(each.Range), each.Attempts))
            .Concat(ledger.Leases.All.Select(lease => (Leaves: lease.Work.Remaining, lease.Work.Attempts)))
        where (charged.Attempts > 0 && charged.Leaves.Size > 1) || charged.Attempts >= ledger.Definition.MaxAttempts
        select $"{charged.Leaves} is charged {charged.Attempts} attempts of {ledger.Definition.MaxAttempts}";

    private static IEnumerable<string> States(JobLedger ledger)
    {
        var whole = ledger.Results.Folded.Leaves + ledger.Dead.Leaves == ledger.Definition.Leaves;
        if (ledger.State == JobState.Complete && (!whole || ledger.Dead.Items > ledger.MaxFailedItems))
        {
            yield return $"the job is Complete with {ledger.Results.Folded.Leaves} leaves folded and {ledger.Dead.Leaves} dead";
        }

        if (ledger.State is JobState.Failing or JobState.Failed && ledger.Dead.Leaves == 0)
        {
            yield return $"the job is {ledger.State} and nothing is dead";
        }

        if (ledger.IsTerminal && ledger.Leases.Count > 0)
        {
            yield return $"the job is {ledger.State} and {ledger.Leases.Count} leases are out";
        }

        if (ledger.State is JobState.Complete or JobState.Failed && ledger.Results.Partials.Count > 0)
        {
            yield return $"the job is {ledger.State} and {ledger.Results.Partials.Count} partials are not folded";
        }
    }
}
