using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using ParallelJobs.Queue.Faults;
using ParallelJobs.Queue.Postgres.Wire;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// The owner's side of the queue in PostgreSQL: durable, every call is committed synchronously. Safe for use by several threads and by
/// several processes at once. Besides what <see cref="ILedger"/> says, every method throws <see cref="SchemaException"/> where the database has
/// not the schema, and <see cref="QueueAccessDeniedException"/> where the server refuses the user.
/// </summary>
/// <param name="uri">The owner's.</param>
/// <param name="ownerKey">From which every job's secret is derived; at least 32 bytes.</param>
/// <param name="installation">Whose jobs these are, where several installations share a database: only those are listed.</param>
public sealed class PostgresLedger(QueueUri uri, ReadOnlyMemory<byte> ownerKey, string installation = "") : ILedger, IAsyncDisposable
{
    private const int MostConnections = 4;

    private readonly OwnerSession _session = new(ConnectionPool.Open(uri, MostConnections), uri.ToString());

    /// <summary>What workers of the job need besides its id.</summary>
    public JobSecret SecretOf(Guid job) => JobSecret.Of(ownerKey.Span, job);

    public async ValueTask<bool> CreateAsync(JobDefinition job, CancellationToken cancellationToken)
    {
        JobRules.Validate(job);
        var definition = JsonSerializer.Serialize(job, WireJsonContext.Default.JobDefinition);
        var entered = await _session.ReadAsync(job.Id, Statements.Enter, static row => row.GetGuid(0), cancellationToken, Parameters(job, definition));
        if (entered.Count > 0)
        {
            return true;
        }

        var same = await _session.ReadAsync(
            job.Id, Statements.IsDefinedSo, static row => row.GetBoolean(0), cancellationToken, job.Id, definition);
        return same is [true] ? false : throw new InvalidOperationException($"the ledger holds job {job.Id} with another definition");
    }

    public async ValueTask<IReadOnlyList<Guid>> ListAsync(CancellationToken cancellationToken) =>
        await _session.ReadAsync(Guid.Empty, Statements.List, static row => row.GetGuid(0), cancellationToken, installation);

    /// <summary>The job as it was entered, with the spec that was accepted; null when the ledger does not hold it.</summary>
    public async ValueTask<JobDefinition?> DefinitionAsync(Guid job, CancellationToken cancellationToken)
    {
        var rows = await _session.ReadAsync(
            job,
            Statements.Definition,
            static row => JsonSerializer.Deserialize(row.GetString(0), WireJsonContext.Default.JobDefinition),
            cancellationToken,
            job);
        return rows is [var only] ? only : null;
    }

    public async ValueTask<JobProgress> ProgressAsync(Guid job, CancellationToken cancellationToken)
    {
        var rows = await _session.ReadAsync(job, Statements.Progress, Progress, cancellationToken, job);
        var progress = rows is [var only] ? only : throw new JobNotFoundException(job);
        var dead = progress.Failed == 0 ? [] : await _session.ReadAsync(job, Statements.FirstDead, Dead, cancellationToken, job);
        var counters = await _session.ReadAsync(job, Statements.Counters, Counters, cancellationToken, job);
        return progress with { Dead = [.. dead], Counters = counters.Aggregate(WorkerCounters.Zero, static (sum, each) => sum + each) };
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Folds what was settled before the call, in batches of some megabytes, each merged outside of any transaction and put in by
    /// compare-and-swap.
    /// </remarks>
    public async ValueTask<FoldedResult> FoldAsync(Guid job, MergePartials merge, CancellationToken cancellationToken)
    {
        var newest = default(long?);
        while (true)
        {
            Pass(Failpoint.BeforeFold);
            var reads = await _session.ReadAsync(
                job, Statements.Result, static row => (Result: Folded(row), Newest: row.GetInt64(4)), cancellationToken, job);
            var (read, last) = reads is [var only] ? only : throw new JobNotFoundException(job);
            newest ??= last;
            var folded = newest == 0 ? newest : await FoldBatchAsync(job, read, newest.Value, merge, cancellationToken);
            if (folded >= newest)
            {
                return (await _session.ReadAsync(job, Statements.Conclude, Folded, cancellationToken, job))[0];
            }
        }
    }

    public async ValueTask PauseAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.CallAsync(job, "set_paused", cancellationToken, job, true);

    public async ValueTask ResumeAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.CallAsync(job, "set_paused", cancellationToken, job, false);

    public async ValueTask SetLimitsAsync(Guid job, JobLimits limits, CancellationToken cancellationToken)
    {
        JobRules.Validate(limits, await LeafItemsAsync(job, cancellationToken));
        await _session.CallAsync(job, "set_limits", cancellationToken, job, limits.MaxInFlight, limits.PerSecond);
    }

    public async ValueTask SetMaxFailedItemsAsync(Guid job, long maxFailedItems, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxFailedItems);
        await _session.CallAsync(job, "set_max_failed_items", cancellationToken, job, maxFailedItems);
    }

    public async ValueTask CancelAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.CallAsync(job, "cancel_job", cancellationToken, job);

    public async ValueTask<long> RetryDeadAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.CallAsync<long>(job, "retry_dead", cancellationToken, job);

    public async ValueTask RemoveAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.CallAsync(job, "remove_job", cancellationToken, job);

    public async ValueTask<IReadOnlyList<string>> VerifyAsync(Guid job, CancellationToken cancellationToken)
    {
        _ = await LeafItemsAsync(job, cancellationToken);
        return await _session.ReadAsync(
            job, "select paralleljobs.violations($1)", static row => row.GetString(0), cancellationToken, job);
    }

    /// <summary>Live workers that have not yet been told of the job's last state: until they are, its rows should stay.</summary>
    public async ValueTask<int> UntoldWorkersAsync(Guid job, CancellationToken cancellationToken)
    {
        var counts = await _session.ReadAsync(job, Statements.Untold, static row => row.GetInt32(0), cancellationToken, job);
        return counts[0];
    }

    /// <summary>
    /// How old the oldest snapshot is that somebody holds in this database: of a transaction, also a prepared one, or of a standby. Until it is
    /// released the server keeps every version of every row that came after it, and exchanges become slower by the second; one of more than 30 s
    /// is worth a report. Null when nobody holds one. That of a standby is at least so old.
    /// </summary>
    /// <remarks>
    /// Sees the sessions of this user and of the roles that it is a member of, and those of all only as a member of pg_monitor (or
    /// pg_read_all_stats): PostgreSQL hides the rest. Replication slots and prepared transactions are seen by every user.
    /// </remarks>
    public async ValueTask<TimeSpan?> OldestSnapshotAsync(CancellationToken cancellationToken)
    {
        var ages = await _session.ReadAsync(
            Guid.Empty,
            Statements.OldestSnapshot,
            static row => row.IsDBNull(0) ? default(TimeSpan?) : TimeSpan.FromSeconds(row.GetDouble(0)),
            cancellationToken);
        return ages[0];
    }

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    /// <returns>The last partial that needs no folding any more; 0 when what was read is no longer there: another folder came first, or the server crashed.</returns>
    private async ValueTask<long> FoldBatchAsync(
        Guid job, FoldedResult read, long newest, MergePartials merge, CancellationToken cancellationToken)
    {
        var partials = await _session.ReadAsync(
            job,
            Statements.Partials,
            static row => (Id: row.GetInt64(0), Payload: row.GetFieldValue<byte[]>(1), Done: Multirange.Parse(row.GetString(2))),
            cancellationToken,
            job,
            newest);
        if (partials.Count == 0)
        {
            return newest;
        }

        var merged = merge(read.Payload, [.. partials.Select(partial => new ReadOnlyMemory<byte>(partial.Payload))]);
        var isIn = await _session.CallAsync<bool>(
            job,
            "fold_in",
            cancellationToken,
            job,
            read.Version,
            read.Covered,
            partials.Select(partial => partial.Id).ToArray(),
            PositionSet.Of(partials.SelectMany(partial => partial.Done)),
            merged.ToArray());
        Pass(Failpoint.AfterFold);
        return isIn ? partials[^1].Id : 0;
    }

    private static void Pass(Failpoint point)
    {
        if (Failpoints.AreSet && Failpoints.Hit(point) == FailpointAction.Disconnect)
        {
            throw new QueueUnavailableException($"the connection was lost at the failpoint {point}");
        }
    }

    private async ValueTask<long> LeafItemsAsync(Guid job, CancellationToken cancellationToken) =>
        await _session.ReadAsync(job, Statements.LeafItems, static row => row.GetInt64(0), cancellationToken, job) is [var items]
            ? items
            : throw new JobNotFoundException(job);

    private object?[] Parameters(JobDefinition job, string definition) =>
    [
        job.Id, installation, SHA256.HashData(SecretOf(job.Id).Bytes), definition, job.SpecHash, job.Leaves, job.LeafItems, job.ShortPosition,
        job.ShortItems, job.MaxAttempts, job.MaxLosses, job.Backoff, job.MaxBackoff, job.OnExhausted.ToString(), job.MaxFailedItems,
        job.LeaseDuration, job.Limits.MaxInFlight, job.Limits.PerSecond,
    ];

    private static JobProgress Progress(NpgsqlDataReader row) => new()
    {
        State = Enum.Parse<JobState>(row.GetString(0)),
        Items = (Int128)row.GetDecimal(1),
        Completed = (Int128)row.GetDecimal(2),
        InFlight = (Int128)row.GetDecimal(3),
        Retrying = (Int128)row.GetDecimal(4),
        Failed = (Int128)row.GetDecimal(5),
        LiveWorkers = row.GetInt32(6),
        LiveSlots = (int)Math.Min(int.MaxValue, row.GetInt64(7)),
        Limits = new JobLimits(row.IsDBNull(8) ? null : row.GetInt64(8), row.IsDBNull(9) ? null : row.GetInt64(9)),
        MaxFailedItems = row.GetInt64(10),
    };

    private static DeadRange Dead(NpgsqlDataReader row) =>
        new(Multirange.ParseRange(row.GetString(0)), row.GetInt32(1), row.GetString(2));

    private static WorkerCounters Counters(NpgsqlDataReader row) => ReportedCounters.Read(row.GetString(0));

    private static FoldedResult Folded(NpgsqlDataReader row) =>
        new(Enum.Parse<JobState>(row.GetString(0)), Multirange.Parse(row.GetString(3)), row.GetFieldValue<byte[]>(2), row.GetInt64(1));
}
