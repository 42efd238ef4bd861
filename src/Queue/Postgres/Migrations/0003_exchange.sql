-- min_program_version: 0.1.0
--
-- The exchange: all that a worker may call. Its error codes: PJ001 no such job, PJ002 wrong secret, PJ003 another spec, PJ004 an older report.
set local search_path = paralleljobs, pg_temp;

-- No exchange came for a third of a lease, or the server's clock went back: the ledger itself was away, and what was silent meanwhile is
-- forgiven.
create function forgive_outage(inout c cursor, j job, at timestamptz) language plpgsql as $$
begin
    if at < c.last_exchange then
        update worker set seen = at where job = c.job and seen > at;
        update pending set not_before = at + j.max_backoff where job = c.job and not_before > at + j.max_backoff;
        c.bucket_at := least(c.bucket_at, at);
        c.back_at := at;
        c.watch_at := at;
    elsif at - c.last_exchange >= j.lease_duration / 3 then
        c.back_at := at;
    end if;
    c.last_exchange := at;
end
$$;

-- Stops counting workers that have been silent for longer than one lease, and takes back what they hold 5 s after that, for settlements
-- that were under way: at most 16 leases at once, so that no exchange is long.
create function watch(inout c cursor, j job, caller uuid, at timestamptz) language plpgsql as $$
declare
    gone_workers integer;
    gone_slots bigint;
    l lease;
begin
    with gone as (
        update worker set live = false
        where job = c.job and live and incarnation <> caller and seen < at - j.lease_duration
        returning slots)
    select count(*), coalesce(sum(slots), 0) into gone_workers, gone_slots from gone;
    c.live_workers := c.live_workers - gone_workers;
    c.live_slots := c.live_slots - gone_slots;

    for l in
        select lease.* from lease join worker w using (job, incarnation)
        where lease.job = c.job and lease.incarnation <> caller
            and greatest(w.seen, c.back_at) + j.lease_duration + interval '5 s' <= at
        order by greatest(w.seen, c.back_at), lease.token
        limit 16
    loop
        c := lose(c, j, l, at);
    end loop;

    select least(
        coalesce((select min(seen) from worker where job = c.job and live and incarnation <> caller), 'infinity') + j.lease_duration,
        coalesce((
            select min(greatest(w.seen, c.back_at)) from lease join worker w using (job, incarnation)
            where lease.job = c.job and lease.incarnation <> caller), 'infinity') + j.lease_duration + interval '5 s')
    into c.watch_at;
end
$$;

-- The tail cap: max(min, min(max, ceil(remaining / (divisor x slots)))) leaves; a divisor of 0 means no cap.
create function chunk_size(want jsonb, remaining bigint, slots bigint) returns bigint language sql immutable as $$
    select greatest(1, (want ->> 'minLeaves')::bigint, case
        when (want ->> 'capDivisor')::integer <= 0 or remaining <= 0 then (want ->> 'maxLeaves')::bigint
        else least((want ->> 'maxLeaves')::bigint, (div(remaining - 1, (want ->> 'capDivisor')::numeric * greatest(1, slots)) + 1)::bigint)
        end)
$$;

-- The token bucket holds one leaf and a tenth of a second's worth, and opens when a whole leaf is in it. Levels are whole numbers, in items x
-- microseconds, so a rate never drifts.
create function bucket_size(j job) returns numeric language sql immutable as
    $$ select j.leaf_items * 1000000::numeric + j.per_second * 100000::numeric $$;

create function refill(inout c cursor, j job, at timestamptz) language plpgsql as $$
begin
    c.bucket := least(
        bucket_size(j), c.bucket + greatest(0, trunc(extract(epoch from at - c.bucket_at) * 1000000)) * j.per_second);
    c.bucket_at := at;
end
$$;

-- Grants one lease of at most so many leaves: first what waits for another try, then from the front. Null when nothing may be granted.
create function grant_one(
    inout c cursor, j job, caller uuid, report_sequence bigint, idle boolean, at_most bigint, at timestamptz, out granted lease)
language plpgsql as $$
declare
    waiting pending;
    taken int8range;
    items numeric;
begin
    if c.pending_leaves > 0 then
        select * into waiting from (
            (select * from pending where job = c.job and solo = false and not_before <= at order by not_before, lower(range) limit 1)
            union all
            (select * from pending where idle and job = c.job and solo = true and not_before <= at order by not_before, lower(range) limit 1)
        ) ready order by not_before, lower(range) limit 1;
    end if;
    if waiting.id is null and c.next_position = j.leaves then
        return;
    end if;

    taken := case
        when waiting.id is null then int8range(c.next_position, c.next_position + least(at_most, j.leaves - c.next_position))
        else int8range(lower(waiting.range), lower(waiting.range) + least(at_most, upper(waiting.range) - lower(waiting.range))) end;
    if j.max_in_flight is not null or j.per_second is not null then
        items := items_of(j, int8multirange(taken));
        if c.in_flight + items > j.max_in_flight or c.bucket < j.leaf_items * 1000000::numeric then
            return;
        end if;
        c.in_flight := c.in_flight + items;
        c.bucket := c.bucket - items * 1000000;
    end if;

    if waiting.id is null then
        c.next_position := upper(taken);
    elsif taken = waiting.range then
        delete from pending where id = waiting.id;
    else
        update pending set range = int8range(upper(taken), upper(waiting.range)) where id = waiting.id;
    end if;
    if waiting.id is not null then
        c.pending_leaves := c.pending_leaves - upper(taken) + lower(taken);
    end if;

    granted := row(
        gen_random_uuid(), c.job, caller, report_sequence, int8multirange(taken), lower(taken),
        coalesce(waiting.attempts, 0), coalesce(waiting.losses, 0), coalesce(waiting.solo, false), waiting.last_error);
    insert into lease select granted.*;
end
$$;

-- How long, in microseconds, until a worker that got nothing may get something without anybody else's doing; null where nobody can tell.
create function next_chance(c cursor, j job, at timestamptz) returns bigint language plpgsql as $$
declare
    ready timestamptz;
begin
    if c.bucket < j.leaf_items * 1000000::numeric then
        return ceil((j.leaf_items * 1000000::numeric - c.bucket) / j.per_second);
    end if;
    if c.pending_leaves > 0 then
        select min(not_before) into ready from pending where job = c.job;
    end if;
    return case when ready > at then (extract(epoch from ready - at) * 1000000)::bigint end;
end
$$;

-- When the worker comes again at the latest, in microseconds: all together 1,000 times a second, one alone four times, sooner when its chance
-- comes sooner.
create function next_exchange(live_workers integer, chance bigint) returns bigint language sql immutable as $$
    select case
        when chance is null or chance >= greatest(250, live_workers) * 1000::bigint then greatest(250, live_workers) * 1000::bigint
        else greatest(chance, live_workers * 1000::bigint) end
$$;

-- Settles, renews and grants in one step.
--   report    {incarnation, sequence, specHash, worker, held: [token], slots, counters, leaving,
--              want: {chunks, minLeaves, maxLeaves, capDivisor},
--              settles: [{token, done: multirange, failed: [{position, message}], begunUpTo, giveBack}]}
--   payloads  of the settles, one for one
--   returns   {state, leases: [{token, start, end, attempt, solo}], expiresIn, lost: [token], remaining, jobSlots, nextExchangeAfter}, times in
--             microseconds
create function exchange_v1(job_id uuid, secret bytea, report jsonb, payloads bytea[]) returns jsonb
language plpgsql security definer set search_path = paralleljobs, pg_temp as $$
declare
    caller uuid := (report ->> 'incarnation')::uuid;
    report_sequence bigint := (report ->> 'sequence')::bigint;
    leaving boolean := (report ->> 'leaving')::boolean;
    new_slots integer := (report ->> 'slots')::integer;
    held uuid[] := array(select jsonb_array_elements_text(report -> 'held')::uuid);
    own uuid[];
    lost uuid[] := '{}';
    granted jsonb := '[]';
    chunks bigint := (report -> 'want' ->> 'chunks')::bigint;
    size bigint;
    holds_solo boolean := false;
    idle boolean := true;
    limited boolean;
    at timestamptz;
    answer jsonb;
    s record;
    g record;
    l lease;
    j job;
    w worker;
    c paralleljobs.cursor;
begin
    -- What survives a crash of the server is a prefix of history, and this function is one transaction of it. Here and not as a SET clause of the
    -- function, which would be undone before the commit.
    perform set_config('synchronous_commit', 'off', true);

    select * into j from job where id = job_id;
    if not found then
        raise exception 'the ledger holds no job %', job_id using errcode = 'PJ001';
    end if;
    if j.secret_hash <> sha256(secret) then
        raise exception 'wrong secret for job %', job_id using errcode = 'PJ002';
    end if;
    if j.spec_hash <> report ->> 'specHash' then
        raise exception 'job % has spec %, not %', job_id, j.spec_hash, report ->> 'specHash' using errcode = 'PJ003';
    end if;

    select * into c from paralleljobs.cursor where job = job_id for update;
    if not found then
        raise exception 'the ledger holds no job %', job_id using errcode = 'PJ001';
    end if;
    -- Again, since the state and the limits may have changed while the lock was waited for.
    select * into j from job where id = job_id;
    select * into w from worker where job = job_id and incarnation = caller;
    if report_sequence = w.sequence then
        return w.reply;
    end if;
    if report_sequence <= coalesce(w.sequence, 0) then
        raise exception 'report % of % came after report %', report_sequence, caller, coalesce(w.sequence, 0) using errcode = 'PJ004';
    end if;

    at := ledger_clock();
    c := forgive_outage(c, j, at);
    if w.live then
        c.live_workers := c.live_workers - 1;
        c.live_slots := c.live_slots - w.slots;
    end if;
    if not leaving then
        c.live_workers := c.live_workers + 1;
        c.live_slots := c.live_slots + new_slots;
    end if;

    for s in select e.value, e.ordinality from jsonb_array_elements(report -> 'settles') with ordinality e loop
        select * into l from lease
        where token = (s.value ->> 'token')::uuid and job = job_id and incarnation = caller;
        if found then
            c := settle(c, j, l, s.value, payloads[s.ordinality::integer], at);
        else
            lost := array_remove(lost, (s.value ->> 'token')::uuid) || (s.value ->> 'token')::uuid;
        end if;
    end loop;

    -- A lease that the worker does not name was granted in a reply that it never saw.
    own := array(select token from lease where job = job_id and incarnation = caller);
    if not own <@ held then
        for l in select * from lease where job = job_id and incarnation = caller and token <> all (held) loop
            c := give_back(c, j, l, at);
        end loop;
    end if;
    if not held <@ own then
        lost := lost || array(select unnest(held) except select unnest(own) except select unnest(lost));
    end if;

    if at >= c.watch_at then
        c := watch(c, j, caller, at);
    end if;
    c.watch_at := least(c.watch_at, at + j.lease_duration);

    if j.on_exhausted = 'Fail' and j.state in ('Open', 'Paused') and exists (select from dead where job = job_id) then
        j.state := 'Failing';
        update job set state = j.state where id = job_id;
    end if;

    if c.bucket is not null then
        c := refill(c, j, at);
    end if;
    if j.state = 'Open' and chunks > 0 and not leaving then
        select bool_or(solo), count(*) = 0 into holds_solo, idle from lease where job = job_id and incarnation = caller;
        limited := j.max_in_flight is not null or j.per_second is not null;
        size := case when limited then 1 else
            chunk_size(report -> 'want', j.leaves - c.next_position + c.pending_leaves, c.live_slots) end;
        while chunks > 0 and holds_solo is not true loop
            select * into g from grant_one(
                c, j, caller, report_sequence, idle,
                case when limited then 1 else least(chunks::numeric * size, 9223372036854775807)::bigint end, at);
            c := g.c;
            l := g.granted;
            exit when l.token is null;
            granted := granted || jsonb_build_object(
                'token', l.token, 'start', l.begun, 'end', upper(l.remaining), 'attempt', l.attempts + 1, 'solo', l.solo);
            chunks := chunks - ((leaves_of(l.remaining) - 1) / size + 1);
            idle := false;
            holds_solo := l.solo;
        end loop;
    end if;

    answer := jsonb_build_object(
        'state', j.state,
        'leases', granted,
        'expiresIn', (extract(epoch from j.lease_duration) * 1000000)::bigint,
        'lost', to_jsonb(lost),
        'remaining', j.leaves - c.next_position + c.pending_leaves,
        'jobSlots', least(c.live_slots, 2147483647),
        'nextExchangeAfter', next_exchange(c.live_workers, case
            when granted = '[]' and chunks > 0 and j.state = 'Open' then next_chance(c, j, at) end));

    update paralleljobs.cursor set
        next_position = c.next_position, pending_leaves = c.pending_leaves, in_flight = c.in_flight, bucket = c.bucket, bucket_at = c.bucket_at,
        live_workers = c.live_workers, live_slots = c.live_slots, last_exchange = c.last_exchange, back_at = c.back_at, watch_at = c.watch_at
    where job = job_id;
    if w.incarnation is null then
        insert into worker (job, incarnation, name, slots, sequence, reply, counters, seen, live)
        values (job_id, caller, report ->> 'worker', new_slots, report_sequence, answer, report -> 'counters', at, not leaving);
    else
        update worker set
            slots = new_slots, sequence = report_sequence, reply = answer, counters = report -> 'counters', seen = at, live = not leaving
        where job = job_id and incarnation = caller;
    end if;
    return answer;
end
$$;
