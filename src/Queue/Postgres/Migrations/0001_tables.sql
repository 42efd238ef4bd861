-- min_program_version: 0.1.0
--
-- The ledger. One row of `job` and of `cursor` a job, however many leaves it has; the other tables hold what is leased, returned, dead, or
-- settled and not yet folded. Every path that moves positions locks the job's row of `cursor` first, so no constraint has to watch over
-- overlaps: `violations` looks for them.
set local search_path = paralleljobs, pg_temp;

-- Cold: written at creation and when the state or the limits change. No table refers to it by a foreign key, since checking one would
-- lock, and so write, this row in every exchange.
create table job (
    id               uuid primary key,
    installation     text not null,                 -- whose job it is, where several share a database
    secret_hash      bytea not null,                -- SHA-256 of the job's secret, which is stored nowhere
    spec_hash        text not null,
    leaves           bigint not null check (leaves between 1 and 4611686018427387904),
    leaf_items       bigint not null check (leaf_items >= 1),
    short_position   bigint not null check (short_position >= 0 and short_position < leaves),
    short_items      bigint not null check (short_items between 1 and leaf_items),
    max_attempts     integer not null check (max_attempts >= 1),
    max_losses       integer not null check (max_losses >= 1),
    backoff          interval not null,
    max_backoff      interval not null,
    on_exhausted     text not null check (on_exhausted in ('Fail', 'DeadLetter')),
    max_failed_items bigint not null,
    lease_duration   interval not null check (lease_duration > interval '0'),
    max_in_flight    bigint,                        -- items; null is no limit
    per_second       bigint,                        -- items; null is no limit
    state            text not null default 'Open'
        check (state in ('Open', 'Paused', 'Failing', 'Complete', 'Failed', 'Cancelled')),
    created_at       timestamptz not null
);

-- A job as it was entered, with the accepted spec. Apart from `job`, since every exchange reads that row whole.
create table definition (
    job     uuid primary key,
    entered jsonb not null
);

-- Hot and narrow: rewritten by every exchange, within its page. Nothing of variable size belongs here.
create table cursor (
    job            uuid primary key,
    next_position  bigint not null default 0,       -- the first position that was never leased
    pending_leaves bigint not null default 0,       -- sum over `pending`
    in_flight      numeric,                         -- items of all leases; kept only while max_in_flight is set
    bucket         numeric,                         -- level of the token bucket, in items x microseconds; kept only while per_second is set
    bucket_at      timestamptz,
    live_workers   integer not null default 0,      -- of `worker`, those that are live
    live_slots     bigint not null default 0,
    last_exchange  timestamptz not null,
    back_at        timestamptz not null,            -- end of the last outage: silence before it is nobody's loss
    watch_at       timestamptz not null             -- before this, no worker can fall silent and no lease can be overdue
) with (fillfactor = 20, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_cost_delay = 0);

-- What a worker may settle. Its deadline is its worker's: greatest(worker.seen, cursor.back_at) + lease_duration, since a report renews
-- or gives back every lease of its incarnation.
create table lease (
    token       uuid primary key,
    job         uuid not null,
    incarnation uuid not null,
    sequence    bigint not null,                    -- of the report that it was granted to
    remaining   int8multirange not null,            -- granted and not yet settled
    begun       bigint not null,                    -- remaining positions below this one have been begun
    attempts    integer not null,                   -- charged before this lease
    losses      integer not null,
    solo        boolean not null,
    last_error  text
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create index lease_of_worker on lease (job, incarnation);

-- What waits for another lease.
create table pending (
    id          bigint generated always as identity primary key,
    job         uuid not null,
    range       int8range not null check (not isempty(range)),
    attempts    integer not null,
    losses      integer not null,
    solo        boolean not null,                   -- was lost once, so it goes to a worker that holds nothing else
    not_before  timestamptz not null,
    last_error  text
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create index pending_in_order on pending (job, solo, not_before, lower(range));

-- Out of attempts or of losses. Neighbours that died alike are one row.
create table dead (
    id       bigint generated always as identity primary key,
    job      uuid not null,
    range    int8range not null check (not isempty(range)),
    attempts integer not null,
    message  text not null
);
create index dead_in_order on dead (job, lower(range));

-- Settled and not yet folded.
create table partial (
    id      bigint generated always as identity primary key,
    job     uuid not null,
    done    int8multirange not null check (not isempty(done)),
    payload bytea not null
) with (autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create index partial_in_order on partial (job, id);

-- Folded. Guarded by its version alone, so that a fold waits for no exchange and no exchange for a fold.
create table result (
    job     uuid primary key,
    folded  bytea not null default '',
    covered int8multirange not null default '{}',
    version bigint not null default 0
);

-- Every incarnation that ever reported, with the reply to its last report and its counters.
create table worker (
    job         uuid not null,
    incarnation uuid not null,
    name        text not null,
    slots       integer not null,
    sequence    bigint not null,
    reply       jsonb not null,
    counters    jsonb not null,                     -- sums over the incarnation's life
    seen        timestamptz not null,
    live        boolean not null,                   -- counted in cursor.live_workers
    primary key (job, incarnation)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);
create index worker_live on worker (job) where live;

-- The only clock of the ledger. Asked under the lock, so that its readings come in the order of the exchanges.
create function ledger_clock() returns timestamptz language sql volatile as 'select clock_timestamp()';
