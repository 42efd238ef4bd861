-- min_program_version: 0.1.0
--
-- What the owner looks at.
set local search_path = paralleljobs, pg_temp;

-- Items, dead or alive.
create function job_items(j job) returns numeric language sql immutable parallel safe as
    $$ select (j.leaves - 1)::numeric * j.leaf_items + j.short_items $$;

-- Checks the invariants of a job from its rows, trusting none of its running sums: a sentence for every violation. One statement, so that it sees
-- one moment of a live job.
create function violations(job_id uuid) returns setof text
language sql stable set search_path = paralleljobs, pg_temp as $$
    with j as (select * from job where id = job_id),
    c as (select * from paralleljobs.cursor where job = job_id),
    part as (
        select r as range, 'covered' as name, 'done' as kind, 0 as attempts from result, unnest(covered) r where job = job_id
        union all select r, 'partial ' || id, 'done', 0 from partial, unnest(done) r where job = job_id
        union all select r, 'lease ' || token, 'leased', attempts from lease, unnest(remaining) r where job = job_id
        union all select range, 'pending ' || id, 'pending', attempts from pending where job = job_id
        union all select range, 'dead ' || id, 'dead', 0 from dead where job = job_id),
    ordered as (
        select *, coalesce(max(upper(range)) over before, 0) as reached, lag(name) over (order by lower(range), name) as previous
        from part window before as (order by lower(range), name rows between unbounded preceding and 1 preceding)),
    sums as (
        select coalesce(sum(upper(range) - lower(range)) filter (where kind = 'pending'), 0) as pending,
            coalesce(sum(upper(range) - lower(range)) filter (where kind = 'done'), 0) as done,
            coalesce(sum(upper(range) - lower(range)) filter (where kind = 'dead'), 0) as dead,
            coalesce(max(upper(range)), 0) as reached
        from part)
    select format('%s %s overlaps %s, which reaches to %s', name, range, previous, reached) from ordered where lower(range) < reached
    union all select format('[%s,%s) is nowhere', reached, lower(range)) from ordered where lower(range) > reached
    union all select format('[0,%s) was handed out, but the next position is %s', reached, next_position) from sums, c
        where reached <> next_position
    union all select format('the next position %s is past the last of %s leaves', next_position, leaves) from j, c where next_position > leaves
    union all select format('pending leaves are %s, but the ledger counts %s', pending, pending_leaves) from sums, c
        where pending <> pending_leaves
    union all select format('leased items are %s, but the ledger counts %s', leased.items, c.in_flight)
        from j, c, lateral (select coalesce(sum(items_of(j, remaining)), 0) as items from lease where job = job_id) leased
        where (j.max_in_flight is null) <> (c.in_flight is null) or c.in_flight <> leased.items
    union all select format('live workers are %s with %s slots, but the ledger counts %s with %s',
            live.workers, live.slots, c.live_workers, c.live_slots)
        from c, lateral (select count(*) as workers, coalesce(sum(slots), 0) as slots from worker where job = job_id and live) live
        where live.workers <> c.live_workers or live.slots <> c.live_slots
    union all select format('lease %s is of nothing', token) from lease where job = job_id and isempty(remaining)
    union all select format('lease %s has no worker', token) from lease where job = job_id
        and not exists (select from worker w where w.job = job_id and w.incarnation = lease.incarnation)
    union all select format('lease %s would never be reaped', token) from c, j, lease join worker w using (job, incarnation)
        where lease.job = job_id and c.watch_at > greatest(w.seen, c.back_at) + j.lease_duration + interval '5 s'
    union all select format('a worker with a solo lease holds %s', count(*)) from lease where job = job_id
        group by incarnation having bool_or(solo) and count(*) > 1
    union all select format('%s %s is charged %s attempts of %s', name, range, attempts, max_attempts) from j, part
        where attempts > 0 and (upper(range) - lower(range) > 1 or attempts >= max_attempts)
    union all select format('the job is Complete with %s leaves folded and %s dead', done, dead) from j, sums
        where state = 'Complete' and done + dead <> leaves
    union all select format('the job is %s and nothing is dead', state) from j, sums where state in ('Failing', 'Failed') and dead = 0
    union all select format('the job is %s and %s is out', state, token) from j, lease where is_terminal(state) and job = job_id
    union all select format('the job is %s and partial %s is not folded', state, partial.id) from j, partial
        where state in ('Complete', 'Failed') and job = job_id
$$;

-- A job as it stands, in items.
create function progress(job_id uuid, out state text, out items numeric, out completed numeric, out in_flight numeric, out retrying numeric,
    out failed numeric, out live_workers integer, out live_slots bigint)
language sql stable set search_path = paralleljobs, pg_temp as $$
    select j.state, job_items(j),
        (select items_of(j, covered) from result where job = j.id)
            + (select coalesce(sum(items_of(j, done)), 0) from partial where job = j.id),
        (select coalesce(sum(items_of(j, remaining)), 0) from lease where job = j.id),
        (select coalesce(sum(items_of(j, int8multirange(range))), 0) from pending where job = j.id),
        (select coalesce(sum(items_of(j, int8multirange(range))), 0) from dead where job = j.id),
        count(w)::integer, coalesce(sum(w.slots), 0)::bigint
    from job j left join worker w on w.job = j.id and w.live and w.seen >= ledger_clock() - j.lease_duration
    where j.id = job_id
    group by j.id
$$;
