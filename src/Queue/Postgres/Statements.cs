namespace ParallelJobs.Queue.Postgres;

/// <summary>What the owner sends; all that moves positions is in the schema's functions.</summary>
internal static class Statements
{
    /// <summary>One row when the job was entered, none when one of this id was there.</summary>
    public const string Enter = """
        with entered as (
            insert into paralleljobs.job (
                id, installation, secret_hash, spec_hash, leaves, leaf_items, short_position, short_items, max_attempts, max_losses,
                backoff, max_backoff, on_exhausted, max_failed_items, lease_duration, max_in_flight, per_second, created_at)
            values ($1, $2, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, paralleljobs.ledger_clock())
            on conflict do nothing
            returning *),
        started as (
            insert into paralleljobs.cursor (job, in_flight, bucket, bucket_at, last_exchange, back_at, watch_at)
            select id, case when max_in_flight is not null then 0 end, paralleljobs.bucket_size(entered), created_at, created_at, created_at,
                'infinity'
            from entered),
        defined as (insert into paralleljobs.definition (job, entered) select id, $4::jsonb from entered),
        empty as (insert into paralleljobs.result (job) select id from entered)
        select id from entered, paralleljobs.commit_durably()
        """;

    public const string IsDefinedSo = "select entered = $2::jsonb from paralleljobs.definition where job = $1";

    public const string Definition = "select entered::text from paralleljobs.definition where job = $1";

    public const string List = "select id from paralleljobs.job where installation = $1 order by created_at, id";

    public const string LeafItems = "select leaf_items from paralleljobs.job where id = $1";

    public const string Progress = """
        select p.state, p.items, p.completed, p.in_flight, p.retrying, p.failed, p.live_workers, p.live_slots,
            j.max_in_flight, j.per_second, j.max_failed_items
        from paralleljobs.progress($1) p join paralleljobs.job j on j.id = $1 where p.state is not null
        """;

    public const string FirstDead = """
        select range::text, attempts, message from paralleljobs.dead where job = $1 order by lower(range) limit 10
        """;

    public const string Counters = "select counters::text from paralleljobs.worker where job = $1";

    public const string Result = """
        select j.state, r.version, r.folded, r.covered::text, coalesce((select max(id) from paralleljobs.partial where job = $1), 0)
        from paralleljobs.result r join paralleljobs.job j on j.id = r.job where r.job = $1
        """;

    public const string Conclude = "select state, version, folded, covered from paralleljobs.conclude($1)";

    /// <summary>The oldest partials up to one, as many as fit into some megabytes, and at least one.</summary>
    public const string Partials = """
        select id, payload, done::text from (
            select id, payload, done, sum(octet_length(payload)) over (order by id) - octet_length(payload) as before
            from paralleljobs.partial where job = $1 and id <= $2 order by id limit 1000) batch
        where before < 8000000 order by id
        """;

    public const string Untold = """
        select count(*)::integer from paralleljobs.worker w join paralleljobs.job j on j.id = w.job
        where j.id = $1 and w.live and w.seen >= paralleljobs.ledger_clock() - j.lease_duration and w.reply ->> 'state' <> j.state
        """;

    /// <summary>
    /// Seconds since the oldest transaction began that others may not clean up behind; null when there is none. A standby's, with or without a
    /// slot, has no time of its own: it is dated by the oldest report of a worker that it came before.
    /// </summary>
    public const string OldestSnapshot = """
        with holder (xmin, since) as (
            select coalesce(backend_xmin, backend_xid), xact_start from pg_stat_activity
            where (datname = current_database() or backend_type = 'walsender') and backend_type <> 'autovacuum worker' and pid <> pg_backend_pid()
            union all
            select xmin, null from pg_replication_slots
            union all
            select transaction, prepared from pg_prepared_xacts where database = current_database())
        select extract(epoch from max(coalesce(
            clock_timestamp() - since,
            (select max(clock_timestamp() - w.seen) from paralleljobs.worker w where age(w.xmin) < age(holder.xmin)),
            interval '0')))::double precision
        from holder where xmin is not null
        """;
}
