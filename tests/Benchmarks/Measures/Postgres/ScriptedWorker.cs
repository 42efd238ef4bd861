using System.Buffers;
using System.Collections.Immutable;
using ParallelJobs.Engine;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue;

namespace ParallelJobs.Benchmarks.Measures.Postgres;

/// <summary>
/// A worker that computes nothing and takes no time for it: each exchange settles all that the one before granted, with a partial of the job's
/// reducer, and asks for as much again. What is left is the exchange.
/// </summary>
internal sealed class ScriptedWorker(IRangeQueue queue, JobPlan plan, Want want)
{
    private readonly Guid _incarnation = Guid.NewGuid();
    private ImmutableArray<Lease> _leases = [];
    private long _sequence;

    /// <summary>Leaves whose settlement the ledger has confirmed.</summary>
    public long Leaves { get; private set; }

    public Guid Job => plan.Definition.Id;

    public Task ExchangeAsync(CancellationToken cancellationToken) => ExchangeAsync(want, cancellationToken);

    /// <summary>Settles what it holds, and asks for nothing more.</summary>
    public Task FinishAsync(CancellationToken cancellationToken) => ExchangeAsync(Want.Nothing, cancellationToken);

    private async Task ExchangeAsync(Want asked, CancellationToken cancellationToken)
    {
        var reply = await queue.ExchangeAsync(
            new ExchangeReport
            {
                Incarnation = _incarnation,
                Sequence = ++_sequence,
                SpecHash = plan.Definition.SpecHash,
                Worker = "scripted",
                Settles = [.. _leases.Select(Settle)],
                Slots = Math.Max(1, asked.Chunks),
                Want = asked,
            },
            cancellationToken);
        Leaves += _leases.Sum(lease => lease.Range.Length);
        _leases = reply.Leases;
    }

    private Settlement Settle(Lease lease) => new()
    {
        Token = lease.Token,
        Done = PositionSet.Of(lease.Range.Start, lease.Range.End),
        Payload = Payload(lease.Range.Length),
        BegunUpTo = lease.Range.End,
    };

    private ReadOnlyMemory<byte> Payload(long leaves)
    {
        var partial = plan.Reducer.NewPartial();
        partial.AddMoments(IntegerMoments.OfCount(leaves * plan.Grid.LeafSize));
        var bytes = new ArrayBufferWriter<byte>();
        partial.WriteTo(bytes);
        return bytes.WrittenMemory;
    }
}
