using ParallelJobs.Conformance.Model;

namespace ParallelJobs.Conformance;

public sealed class InMemoryExchange : ExchangeConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemorySettlement : SettlementConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryFailure : FailureConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryLoss : LossConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryGrant : GrantConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryLimits : LimitsConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryState : StateConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryFold : FoldConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}

public sealed class InMemoryProperties(ITestOutputHelper output) : LedgerProperties(output)
{
    protected override ValueTask<IQueueHarness> StartAsync() => new(new InMemoryHarness());
}
