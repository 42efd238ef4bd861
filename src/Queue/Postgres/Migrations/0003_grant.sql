-- min_program_version: 0.1.0
--
-- Which leaves a worker gets, and when it should come again.
set local search_path = paralleljobs, pg_temp;

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
        -- One look into the index for each, and not at all that waits.
        select least(
            (select min(not_before) from pending where job = c.job and solo = false),
            (select min(not_before) from pending where job = c.job and solo = true)) into ready;
    end if;
    return case when ready > at then (extract(epoch from ready - at) * 1000000)::bigint end;
end
$$;

-- When the worker comes again at the latest, in microseconds: all together 500 times a second, one alone four times, sooner when its chance
-- comes sooner.
create function next_exchange(live_workers integer, chance bigint) returns bigint language sql immutable as $$
    select case
        when chance is null or chance >= greatest(250, 2 * live_workers) * 1000::bigint then greatest(250, 2 * live_workers) * 1000::bigint
        else greatest(chance, 2 * live_workers * 1000::bigint) end
$$;
