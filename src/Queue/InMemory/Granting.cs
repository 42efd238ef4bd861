using System.Collections.Immutable;

namespace ParallelJobs.Queue.InMemory;

/// <summary>Decides which leaves a worker gets: first what waits for another try, then the front.</summary>
internal static class Granting
{
    public static ImmutableArray<Lease> Grant(JobLedger ledger, Worker worker, Want want, TimeSpan now)
    {
        if (ledger.State != JobState.Open)
        {
            return [];
        }

        var size = ledger.Limits.SingleLeaves ? 1 : ChunkSize.Of(want, ledger.Remaining, ledger.Workers.LiveSlots);
        var leases = ImmutableArray.CreateBuilder<Lease>();
        for (long chunks = want.Chunks; chunks > 0 && !worker.HoldsSolo;)
        {
            if (Take(ledger, worker, ledger.Limits.SingleLeaves ? 1 : Leaves(chunks, size), now) is not { } taken)
            {
                break;
            }

            leases.Add(ledger.Grant(worker, taken));
            chunks -= (taken.Range.Length - 1) / size + 1;
        }

        return leases.DrainToImmutable();
    }

    /// <summary>How long until a worker that got nothing may get something without anybody else's doing, if that can be told.</summary>
    public static TimeSpan? NextChance(JobLedger ledger, TimeSpan now)
    {
        if (ledger.Limits.OpensIn > TimeSpan.Zero)
        {
            return ledger.Limits.OpensIn;
        }

        return ledger.Pending.NextReady() is { } ready && ready > now ? ready - now : null;
    }

    private static PendingRange? Take(JobLedger ledger, Worker worker, long atMost, TimeSpan now)
    {
        var waiting = ledger.Pending.First(now, idle: worker.Leases.Count == 0);
        if (waiting is null && ledger.Next == ledger.Definition.Leaves)
        {
            return null;
        }

        if (ledger.Limits.SingleLeaves)
        {
            var items = ledger.Definition.ItemsAt(waiting?.Range.Start ?? ledger.Next);
            if (!ledger.Limits.Admits(items, ledger.Leases.Items))
            {
                return null;
            }

            ledger.Limits = ledger.Limits.Granted(items);
        }

        return waiting is null ? ledger.TakeFront(atMost, now) : ledger.Pending.Take(waiting, atMost);
    }

    /// <summary>So many chunks, in leaves, but never past the largest number.</summary>
    private static long Leaves(long chunks, long size) => (long)Int128.Min(long.MaxValue, (Int128)chunks * size);
}
