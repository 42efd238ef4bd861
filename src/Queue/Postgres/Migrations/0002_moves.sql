-- min_program_version: 0.1.0
--
-- The ways of a position from one table to another. Each function takes the job's locked row of `cursor` and gives it back changed; whoever
-- locked it writes it. None is called but by the functions of the files that follow, which set the search path.
set local search_path = paralleljobs, pg_temp;

-- Locks the ledger of a job, which must be there.
create function lock_job(job_id uuid) returns cursor language plpgsql as $$
declare
    c paralleljobs.cursor;
begin
    select * into c from paralleljobs.cursor where job = job_id for update;
    if not found then
        raise exception 'the ledger holds no job %', job_id using errcode = 'PJ001';
    end if;
    return c;
end
$$;

create function leaves_of(positions int8multirange) returns bigint language plpgsql immutable parallel safe as $$
begin
    return (select coalesce(sum(upper(r) - lower(r)), 0) from unnest(positions) r);
end
$$;

-- Items of the leaves at these positions: up to 2^64.
create function items_of(j job, positions int8multirange) returns numeric language sql immutable parallel safe as $$
    select leaves_of(positions)::numeric * j.leaf_items
        - case when positions @> j.short_position then j.leaf_items - j.short_items else 0 end
$$;

create function positions_below(bound bigint) returns int8multirange language sql immutable parallel safe as $$
    select case when bound > 0 then int8multirange(int8range(0, bound)) else '{}'::int8multirange end
$$;

-- How long a failed leaf waits: anything up to min(max_backoff, backoff x 2^(attempts-1)). The full jitter spreads a herd that failed
-- together (M. Brooker, "Exponential Backoff and Jitter", 2015).
create function retry_wait(j job, attempts integer) returns interval language sql volatile as $$
    select make_interval(secs => random() * least(
        extract(epoch from j.max_backoff)::double precision,
        extract(epoch from j.backoff)::double precision * power(2, least(attempts - 1, 60))))
$$;

create function add_pending(
    inout c cursor, positions int8range, attempts integer, losses integer, solo boolean, not_before timestamptz, last_error text)
language plpgsql as $$
begin
    insert into pending (job, range, attempts, losses, solo, not_before, last_error)
    values (c.job, positions, attempts, losses, solo, not_before, last_error);
    c.pending_leaves := c.pending_leaves + upper(positions) - lower(positions);
end
$$;

-- The two halves of a range, so that after log2(n) rounds the leaf that failed or was lost stands alone.
create function add_halves(
    inout c cursor, positions int8range, attempts integer, losses integer, solo boolean, not_before timestamptz, last_error text)
language plpgsql as $$
declare
    middle bigint := lower(positions) + (upper(positions) - lower(positions)) / 2;
begin
    if middle > lower(positions) then
        c := add_pending(c, int8range(lower(positions), middle), attempts, losses, solo, not_before, last_error);
    end if;
    c := add_pending(c, int8range(middle, upper(positions)), attempts, losses, solo, not_before, last_error);
end
$$;

create function add_dead(job_id uuid, positions int8range, with_attempts integer, with_message text) returns void
language plpgsql as $$
declare
    joined int8range := positions;
    neighbour dead;
begin
    for neighbour in
        (select * from dead where job = job_id and lower(range) < lower(positions) order by lower(range) desc limit 1)
        union all
        (select * from dead where job = job_id and lower(range) = upper(positions))
    loop
        if neighbour.range -|- positions and neighbour.attempts = with_attempts and neighbour.message = with_message then
            delete from dead where id = neighbour.id;
            joined := joined + neighbour.range;
        end if;
    end loop;
    insert into dead (job, range, attempts, message) values (job_id, joined, with_attempts, with_message);
end
$$;

-- The lease goes on with the rest, or ends.
create function narrow(inout c cursor, j job, l lease, rest int8multirange, begun_up_to bigint) language plpgsql as $$
begin
    if c.in_flight is not null then
        c.in_flight := c.in_flight - items_of(j, l.remaining) + items_of(j, rest);
    end if;
    if isempty(rest) then
        delete from lease where token = l.token;
    elsif rest <> l.remaining or begun_up_to > l.begun then
        update lease set remaining = rest, begun = greatest(begun, begun_up_to) where token = l.token;
    end if;
end
$$;

create function give_back(inout c cursor, j job, l lease, at timestamptz) language plpgsql as $$
declare
    r int8range;
begin
    for r in select unnest(l.remaining) loop
        c := add_pending(c, r, l.attempts, l.losses, l.solo, at, l.last_error);
    end loop;
    c := narrow(c, j, l, '{}', l.begun);
end
$$;

-- One more attempt of one leaf has failed.
create function charge(inout c cursor, j job, l lease, leaf bigint, message text, at timestamptz) language plpgsql as $$
begin
    if l.attempts + 1 >= j.max_attempts then
        perform add_dead(j.id, int8range(leaf, leaf + 1), l.attempts + 1, message);
    else
        c := add_pending(
            c, int8range(leaf, leaf + 1), l.attempts + 1, l.losses, l.solo, at + retry_wait(j, l.attempts + 1), message);
    end if;
end
$$;

-- The worker of this lease fell silent. A leaf that was begun may have taken the worker down, and if it was granted solo and no other of its
-- lease was under way nothing else can have: only then is it charged. All else is halved and from now on granted solo.
create function lose(inout c cursor, j job, l lease, at timestamptz) language plpgsql as $$
declare
    begun int8multirange := l.remaining * positions_below(l.begun);
    culprit boolean := l.solo and leaves_of(begun) = 1;
    leaf int8range;
    r int8range;
begin
    for r in select unnest(case when culprit then l.remaining - begun else begun end)
        union all select unnest(case when culprit then '{}' else l.remaining - begun end)
    loop
        c := add_halves(c, r, l.attempts, l.losses, true, at, l.last_error);
    end loop;

    if culprit then
        leaf := int8range(lower(begun), upper(begun));
        if l.losses + 1 >= j.max_losses then
            perform add_dead(
                j.id, leaf, l.attempts, format('lost %s times', l.losses + 1) || coalesce('; before that: ' || l.last_error, ''));
        else
            c := add_pending(c, leaf, l.attempts, l.losses + 1, true, at, l.last_error);
        end if;
    end if;
    c := narrow(c, j, l, '{}', l.begun);
end
$$;

-- Carries out one settlement of a report, or nothing of it if it is wrong about one position: such a worker may be wrong about all.
create function settle(inout c cursor, j job, l lease, s jsonb, payload bytea, at timestamptz) language plpgsql as $$
declare
    most_characters constant integer := 8192;
    done int8multirange := coalesce((s ->> 'done')::int8multirange, '{}');
    named int8multirange := '{}';
    names bigint := 0;
    rest int8multirange;
    message text;
    f record;
    r int8range;
begin
    if jsonb_array_length(s -> 'failed') > 0 then
        select coalesce(range_agg(int8range(x.position, x.position + 1)), '{}'), count(x.position) into named, names
        from jsonb_to_recordset(s -> 'failed') as x (position bigint) where x.position is not null;
    end if;
    if not done <@ l.remaining or not named <@ l.remaining or named && done or names > 0 and leaves_of(named) <> names then
        return;
    end if;

    if not isempty(done) then
        insert into partial (job, done, payload) values (j.id, done, payload);
    end if;

    for f in select x.position, left(coalesce(x.message, ''), most_characters) as message from jsonb_to_recordset(s -> 'failed') as x (position bigint, message text) loop
        if f.position is null then
            message := f.message;
        else
            c := charge(c, j, l, f.position, f.message, at);
        end if;
    end loop;

    rest := l.remaining - done - named;
    if message is not null and leaves_of(rest) = 1 then
        c := charge(c, j, l, lower(rest), message, at);
        rest := '{}';
    elsif message is not null then
        -- Nobody knows whose fault it was, so nobody is charged, and nobody waits: halving finds out.
        for r in select unnest(rest) loop
            c := add_halves(c, r, l.attempts, l.losses, l.solo, at, l.last_error);
        end loop;
        rest := '{}';
    elsif (s ->> 'giveBack')::boolean then
        for r in select unnest(rest) loop
            c := add_pending(c, r, l.attempts, l.losses, l.solo, at, l.last_error);
        end loop;
        rest := '{}';
    end if;
    c := narrow(c, j, l, rest, (s ->> 'begunUpTo')::bigint);
end
$$;
