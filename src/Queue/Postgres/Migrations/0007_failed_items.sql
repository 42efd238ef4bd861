-- min_program_version: 0.1.0
--
-- How many failed items a job that runs may have and still be complete. Whether it is too many is asked when the job ends.
set local search_path = paralleljobs, pg_temp;

create function set_max_failed_items(job_id uuid, new_max_failed_items bigint) returns void
language plpgsql set search_path = paralleljobs, pg_temp set lock_timeout = '10s' as $$
begin
    perform commit_durably();
    perform lock_job(job_id);
    update job set max_failed_items = new_max_failed_items where id = job_id and not is_terminal(state);
end
$$;
