using ParallelJobs.Conformance.Model;

namespace ParallelJobs.Conformance.Postgres;

public sealed class PostgresExchange : ExchangeConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresSettlement : SettlementConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresFailure : FailureConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresLoss : LossConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresGrant : GrantConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresLimits : LimitsConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresState : StateConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresFold : FoldConformance
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}

public sealed class PostgresProperties(ITestOutputHelper output) : LedgerProperties(output)
{
    protected override ValueTask<IQueueHarness> StartAsync() => PostgresHarness.StartAsync();
}
