using ParallelJobs.Queue;

namespace ParallelJobs.TestKit;

/// <summary>A worker moved by hand: keeps its sequence and its leases as a right worker would, and computes nothing.</summary>
public sealed class TestWorker(IRangeQueue queue, string specHash)
{
    private readonly List<Lease> _held = [];

    public Guid Incarnation { get; } = Guid.NewGuid();

    public long Sequence { get; private set; }

    public int Slots { get; init; } = 1;

    /// <summary>What it holds, in the order in which it was granted.</summary>
    public IReadOnlyList<Lease> Held => _held;

    /// <summary>The next report: settles something, goes on with all else, and wants something.</summary>
    public ExchangeReport Report(Want want, params Settlement[] settles) => new()
    {
        Incarnation = Incarnation,
        Sequence = Sequence + 1,
        SpecHash = specHash,
        Slots = Slots,
        Held = [.. _held.Where(lease => !settles.Any(each => Ends(each, lease))).Select(lease => lease.Token)],
        Settles = [.. settles],
        Want = want,
    };

    public async Task<ExchangeReply> SendAsync(ExchangeReport report)
    {
        var reply = await queue.ExchangeAsync(report, TestContext.Current.CancellationToken);
        Sequence = report.Sequence;
        _held.RemoveAll(lease => !report.Held.Contains(lease.Token) || reply.Lost.Contains(lease.Token));
        _held.AddRange(reply.Leases);
        return reply;
    }

    public Task<ExchangeReply> SettleAsync(params Settlement[] settles) => SendAsync(Report(Want.Nothing, settles));

    /// <summary>Renews what it holds.</summary>
    public Task<ExchangeReply> RenewAsync() => SettleAsync();

    /// <summary>Asks for one chunk of so many leaves.</summary>
    public async Task<Lease?> TakeAsync(long leaves = 1)
    {
        var reply = await SendAsync(Report(new Want(1, leaves, leaves, 0)));
        return reply.Leases.SingleOrDefault();
    }

    /// <summary>The same, where the test is lost without it.</summary>
    public async Task<Lease> MustTakeAsync(long leaves = 1)
    {
        var lease = await TakeAsync(leaves);
        Assert.NotNull(lease);
        return lease;
    }

    private static bool Ends(Settlement settlement, Lease lease) => settlement.Token == lease.Token
        && (settlement.Rest == Rest.GiveBack
            || settlement.Failed.Any(failure => failure.Position is null)
            || settlement.Done.Size + settlement.Failed.Length == lease.Range.Length);
}
