-- min_program_version: 0.1.0
--
-- The exchange: all that a worker may call. Its error codes: PJ001 no such job, PJ002 wrong secret, PJ003 another spec, PJ004 an older report.
-- A caller may be anybody who has come by the worker role's password, and even one with a job's secret may send anything: what is null,
-- negative or huge is refused, cut, or harmless, and never the end of another's work.
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

-- What the report settles, gives back by not naming it, and still holds; `lost` are the tokens that it names and that are not its own.
create function settle_all(
    inout c cursor, j job, caller uuid, report jsonb, payloads bytea[], at timestamptz, out lost uuid[])
language plpgsql as $$
declare
    -- What bounds the time under the lock.
    most_tokens constant integer := 10000;
    -- Far beyond any reducer's partial: what the owner reads at once must fit into its memory.
    most_payload_bytes constant integer := 1048576;
    settles jsonb := coalesce(report -> 'settles', '[]');
    held uuid[] := array_remove(array(select jsonb_array_elements_text(report -> 'held')::uuid), null);
    own uuid[];
    s jsonb;
    l lease;
begin
    if cardinality(held) > most_tokens or jsonb_array_length(settles) > most_tokens then
        raise exception 'a report names at most % leases and settles as many; this one names % and settles %', most_tokens,
            cardinality(held), jsonb_array_length(settles) using errcode = 'program_limit_exceeded';
    end if;

    lost := '{}';
    for i in 1 .. jsonb_array_length(settles) loop
        s := settles -> (i - 1);
        if octet_length(payloads[i]) > most_payload_bytes then
            raise exception 'a partial has at most % bytes, and this one %', most_payload_bytes, octet_length(payloads[i])
                using errcode = 'program_limit_exceeded';
        end if;
        select * into l from lease where token = (s ->> 'token')::uuid and job = j.id and incarnation = caller;
        if found then
            c := settle(c, j, l, s, payloads[i], at);
        else
            lost := lost || (s ->> 'token')::uuid;
        end if;
    end loop;
    if cardinality(lost) > 1 then
        lost := array(select distinct unnest(lost));
    end if;

    -- A lease that the worker does not name was granted in a reply that it never saw.
    own := array(select token from lease where job = j.id and incarnation = caller);
    if not own <@ held then
        for l in select * from lease where job = j.id and incarnation = caller and token <> all (held) loop
            c := give_back(c, j, l, at);
        end loop;
    end if;
    if not held <@ own then
        lost := lost || array(select unnest(held) except select unnest(own) except select unnest(lost));
    end if;
end
$$;

create function grant_all(
    inout c cursor, j job, caller uuid, report_sequence bigint, want jsonb, at timestamptz, out granted jsonb)
language plpgsql as $$
declare
    -- One worker's, so that its next exchange is bounded too.
    most_leases constant integer := 4096;
    is_limited boolean := j.max_in_flight is not null or j.per_second is not null;
    chunks bigint := (want ->> 'chunks')::bigint;
    size bigint := case when is_limited then 1 else chunk_size(want, j.leaves - c.next_position + c.pending_leaves, c.live_slots) end;
    holding integer;
    holds_solo boolean;
    g record;
    l lease;
begin
    granted := '[]';
    select count(*), coalesce(bool_or(solo), false) into holding, holds_solo from lease where job = j.id and incarnation = caller;
    while chunks > 0 and holding < most_leases and not holds_solo loop
        g := grant_one(
            c, j, caller, report_sequence, holding = 0,
            case when is_limited then 1 else least(chunks::numeric * size, 9223372036854775807)::bigint end, at);
        c := g.c;
        l := g.granted;
        exit when l.token is null;
        granted := granted || jsonb_build_object(
            'token', l.token, 'start', l.begun, 'end', upper(l.remaining), 'attempt', l.attempts + 1, 'solo', l.solo);
        chunks := chunks - ((upper(l.remaining) - lower(l.remaining) - 1) / size + 1);
        holding := holding + 1;
        holds_solo := l.solo;
    end loop;
end
$$;

-- Counts the caller in as it says it is, and out as it was.
create function count_live(inout c cursor, w worker, slots integer, leaving boolean) language plpgsql as $$
begin
    if w.live then
        c.live_workers := c.live_workers - 1;
        c.live_slots := c.live_slots - w.slots;
    end if;
    if not leaving then
        c.live_workers := c.live_workers + 1;
        c.live_slots := c.live_slots + slots;
    end if;
end
$$;

create function write_exchange(c cursor, w worker) returns void language plpgsql as $$
begin
    update paralleljobs.cursor set
        next_position = c.next_position, pending_leaves = c.pending_leaves, in_flight = c.in_flight, bucket = c.bucket, bucket_at = c.bucket_at,
        live_workers = c.live_workers, live_slots = c.live_slots, last_exchange = c.last_exchange, back_at = c.back_at, watch_at = c.watch_at
    where job = c.job;
    update worker set
        slots = w.slots, sequence = w.sequence, reply = w.reply, counters = w.counters, seen = w.seen, live = w.live
    where job = w.job and incarnation = w.incarnation;
    if not found then
        insert into worker select w.*;
    end if;
end
$$;

-- Settles, renews and grants in one step.
--   report    {incarnation, sequence, specHash, worker, held: [token], slots, counters, leaving,
--              want: {chunks, minLeaves, maxLeaves, capDivisor},
--              settles: [{token, done: multirange, failed: [{position, message}], begunUpTo, giveBack}]}
--   payloads  of the settles, one for one
--   returns   {state, leases: [{token, start, end, attempt, solo}], expiresIn, lost: [token], remaining, jobSlots, nextExchangeAfter}, times in
--             microseconds
-- A session keeps its plans until somebody analyzes the tables. Made while those were empty, they would read all of them later: whatever the
-- statistics say, there is an index for each look.
create function exchange_v1(job_id uuid, secret bytea, report jsonb, payloads bytea[]) returns jsonb
language plpgsql security definer set search_path = paralleljobs, pg_temp set enable_seqscan = off as $$
declare
    most_name_characters constant integer := 253;
    most_counter_bytes constant integer := 4096;
    caller uuid := (report ->> 'incarnation')::uuid;
    report_sequence bigint := (report ->> 'sequence')::bigint;
    slots integer := greatest(0, (report ->> 'slots')::integer);
    leaving boolean := (report ->> 'leaving')::boolean;
    wants_more boolean := (report -> 'want' ->> 'chunks')::bigint > 0;
    may_have_died boolean := jsonb_path_exists(report, '$.settles[*].failed[*]');
    granted jsonb := '[]';
    chance bigint;
    own_hash bytea;
    at timestamptz;
    settled record;
    taken record;
    j job;
    w worker;
    c paralleljobs.cursor;
begin
    -- What survives a crash of the server is a prefix of history, and this function is one transaction of it. Here and not as a SET clause of the
    -- function, which would be undone before the commit.
    perform set_config('synchronous_commit', 'off', true);

    -- Every statement must see what was committed while the lock was waited for.
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception 'an exchange is not possible in a % transaction', current_setting('transaction_isolation')
            using errcode = 'invalid_transaction_state';
    end if;
    -- Who does not know the secret never gets as far as the lock.
    select secret_hash into own_hash from job where id = job_id;
    if found and own_hash is distinct from sha256(secret) then
        raise exception 'wrong secret for job %', job_id using errcode = 'PJ002';
    end if;
    c := lock_job(job_id);
    -- Again, since the state and the limits may have changed while the lock was waited for.
    select * into j from job where id = job_id;
    if j.spec_hash is distinct from report ->> 'specHash' then
        raise exception 'job % has spec %, not %', job_id, j.spec_hash, report ->> 'specHash' using errcode = 'PJ003';
    end if;
    select * into w from worker where job = job_id and incarnation = caller;
    if report_sequence = w.sequence then
        return w.reply;
    end if;
    if report_sequence <= coalesce(w.sequence, 0) then
        raise exception 'report % of % came after report %', report_sequence, caller, coalesce(w.sequence, 0) using errcode = 'PJ004';
    end if;

    at := ledger_clock();
    c := forgive_outage(c, j, at);
    c := count_live(c, w, slots, leaving);
    settled := settle_all(c, j, caller, report, payloads, at);
    c := settled.c;
    if at >= c.watch_at then
        c := watch(c, j, caller, at);
        may_have_died := true;
    end if;
    c.watch_at := least(c.watch_at, at + j.lease_duration);
    -- A leaf dies of a failure that this report names, or of a loss that was found just now.
    if may_have_died and j.on_exhausted = 'Fail' and j.state in ('Open', 'Paused') then
        if exists (select from dead where job = job_id) then
            j.state := 'Failing';
            update job set state = j.state where id = job_id;
        end if;
    end if;
    if c.bucket is not null then
        c := refill(c, j, at);
    end if;
    if wants_more and j.state = 'Open' and not leaving then
        taken := grant_all(c, j, caller, report_sequence, report -> 'want', at);
        c := taken.c;
        granted := taken.granted;
    end if;

    -- Before the call of next_exchange, which can only be inlined, and so planned once, when its arguments are no calls themselves.
    if wants_more and granted = '[]' and j.state = 'Open' then
        chance := next_chance(c, j, at);
    end if;
    w := row(
        job_id, caller, left(coalesce(report ->> 'worker', ''), most_name_characters), slots, report_sequence,
        jsonb_build_object(
            'state', j.state,
            'leases', granted,
            'expiresIn', (extract(epoch from j.lease_duration) * 1000000)::bigint,
            'lost', to_jsonb(settled.lost),
            'remaining', j.leaves - c.next_position + c.pending_leaves,
            'jobSlots', least(c.live_slots, 2147483647),
            'nextExchangeAfter', next_exchange(c.live_workers, chance)),
        case when pg_column_size(report -> 'counters') <= most_counter_bytes then report -> 'counters' else '{}' end, at, not leaving);
    perform write_exchange(c, w);
    return w.reply;
end
$$;
