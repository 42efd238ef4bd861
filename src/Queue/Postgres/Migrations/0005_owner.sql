-- min_program_version: 0.1.0
--
-- What the owner does with a job. Nobody else may call these. None waits long for a lock, since whoever has a job's secret can hold the job's own.
set local search_path = paralleljobs, pg_temp;

-- Whatever the server's setting for other things: what the owner does is on disk when it returns. Stronger settings stay.
create function commit_durably() returns void language sql as $$
    select set_config('synchronous_commit', 'on', true) where current_setting('synchronous_commit') = 'off'
$$;

create function is_terminal(state text) returns boolean language sql immutable parallel safe as
    $$ select state in ('Complete', 'Failed', 'Cancelled') $$;

create function write_cursor(c cursor) returns void language sql as $$
    update paralleljobs.cursor set pending_leaves = c.pending_leaves, in_flight = c.in_flight, bucket = c.bucket, bucket_at = c.bucket_at
    where job = c.job
$$;

-- Open to Paused, or Paused to Open; any other state stays.
create function set_paused(job_id uuid, paused boolean) returns void
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
begin
    perform commit_durably();
    perform lock_job(job_id);
    update job set state = case when paused then 'Paused' else 'Open' end
    where id = job_id and state = case when paused then 'Open' else 'Paused' end;
end
$$;

create function set_limits(job_id uuid, new_max_in_flight bigint, new_per_second bigint) returns void
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
declare
    c paralleljobs.cursor;
    j job;
    at timestamptz;
begin
    perform commit_durably();
    c := lock_job(job_id);
    select * into j from job where id = job_id;
    if is_terminal(j.state) then
        return;
    end if;

    at := ledger_clock();
    if j.per_second is not null then
        c := refill(c, j, at);
    end if;
    j.per_second := new_per_second;
    if new_per_second is null then
        c.bucket := null;
    elsif c.bucket is null then
        c.bucket := bucket_size(j);
        c.bucket_at := at;
    else
        -- What is in it stays in it, so that a change of rate is no gift.
        c.bucket := least(c.bucket, bucket_size(j));
    end if;
    c.in_flight := case when new_max_in_flight is not null then
        (select coalesce(sum(items_of(j, remaining)), 0) from lease where job = job_id) end;
    perform write_cursor(c);
    update job set max_in_flight = new_max_in_flight, per_second = new_per_second where id = job_id;
end
$$;

-- Ends the job at once. What was leased is pending for ever, so that every position is still somewhere.
create function cancel_job(job_id uuid) returns void
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
declare
    c paralleljobs.cursor;
    j job;
    l lease;
begin
    perform commit_durably();
    c := lock_job(job_id);
    select * into j from job where id = job_id;
    if is_terminal(j.state) then
        return;
    end if;

    for l in select * from lease where job = job_id loop
        c := give_back(c, j, l, ledger_clock());
    end loop;
    perform write_cursor(c);
    update job set state = 'Cancelled' where id = job_id;
end
$$;

-- Gives every dead leaf a new life, with nothing charged. Returns how many leaves.
create function retry_dead(job_id uuid) returns bigint
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
declare
    c paralleljobs.cursor;
    j job;
    d dead;
    leaves bigint := 0;
begin
    perform commit_durably();
    c := lock_job(job_id);
    select * into j from job where id = job_id;
    if j.state = 'Cancelled' then
        return 0;
    end if;

    for d in delete from dead where job = job_id returning * loop
        leaves := leaves + upper(d.range) - lower(d.range);
        c := add_pending(c, d.range, 0, 0, false, ledger_clock(), null);
    end loop;
    if leaves > 0 then
        perform write_cursor(c);
        update job set state = 'Open' where id = job_id and state <> 'Paused';
    end if;
    return leaves;
end
$$;

create function remove_job(job_id uuid) returns void
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
begin
    perform commit_durably();
    perform lock_job(job_id);
    delete from lease where job = job_id;
    delete from pending where job = job_id;
    delete from dead where job = job_id;
    -- First the result, which a fold locks before its partials.
    delete from result where job = job_id;
    delete from partial where job = job_id;
    delete from worker where job = job_id;
    delete from definition where job = job_id;
    delete from paralleljobs.cursor where job = job_id;
    delete from job where id = job_id;
end
$$;

-- Puts a merged result in the place of the one of that version, and removes exactly the partials that went into it. False when it was merged
-- from something else than what is there now; nothing has changed then, and the caller reads and merges again. Either another fold came
-- first, or the server crashed: settlements are committed asynchronously, so it may have lost partials that were read, and may have given their
-- ids to others since. So it is held against the positions, too, and not the ids alone. And a standby that was promoted without the last folds
-- counts their versions once more.
create function fold_in(
    job_id uuid, read_version bigint, read_covered int8multirange, partials bigint[], read_done int8multirange, new_folded bytea)
returns boolean
language plpgsql set search_path = paralleljobs, pg_temp as $$
declare
    before result;
    done int8multirange;
    rows_found bigint;
    leaves bigint;
begin
    perform commit_durably();
    select * into before from result where job = job_id and version = read_version and covered = read_covered for update;
    if not found then
        return false;
    end if;

    select range_agg(r), count(distinct id), sum(upper(r) - lower(r)) into done, rows_found, leaves
    from partial, unnest(partial.done) r where job = job_id and id = any (partials);
    if rows_found <> cardinality(partials) or done is distinct from read_done then
        return false;
    end if;
    if leaves <> leaves_of(done) or done && before.covered then
        raise exception 'the ledger of job % is broken: a partial would enter the result twice', job_id;
    end if;
    delete from partial where job = job_id and id = any (partials);
    update result set folded = new_folded, covered = before.covered + done, version = read_version + 1 where job = job_id;
    return true;
end
$$;

-- What a job's state would be, were it concluded now.
create function concluded(j job) returns text language sql stable as $$
    select case
        when is_terminal(j.state) or exists (select from partial where job = j.id) then j.state
        when (select leaves_of(covered) from result where job = j.id) + dead.leaves = j.leaves
            then case when j.state = 'Failing' or dead.items > j.max_failed_items then 'Failed' else 'Complete' end
        when j.state = 'Failing' and not exists (select from lease where job = j.id) then 'Failed'
        else j.state end
    from (select coalesce(sum(upper(range) - lower(range)), 0) as leaves, coalesce(sum(items_of(j, int8multirange(range))), 0) as items
        from dead where job = j.id) dead
$$;

-- After a fold: enters the terminal state if that was the last one, and returns the state with the result that goes with it. Looks without the
-- lock first, so that a fold does not wait for exchanges.
create function conclude(job_id uuid, out state text, out version bigint, out folded bytea, out covered text)
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
declare
    j job;
begin
    perform commit_durably();
    select * into j from job where id = job_id;
    if not found then
        raise exception 'the ledger holds no job %', job_id using errcode = 'PJ001';
    end if;
    if concluded(j) <> j.state then
        perform lock_job(job_id);
        select * into j from job where id = job_id;
        if concluded(j) <> j.state then
            j.state := concluded(j);
            update job set state = j.state where id = job_id;
        end if;
    end if;
    select j.state, r.version, r.folded, r.covered::text into state, version, folded, covered from result r where job = job_id;
end
$$;
