namespace ParallelJobs.Queue.Postgres;

/// <summary>Who may do what in the database, as commands of the schema's owner. Each may be run again at any time.</summary>
internal static class Rights
{
    private const string Role = Schema.WorkerRole;

    /// <summary>Nothing of the schema is for everybody; PostgreSQL gives the execution of every new function to all.</summary>
    public const string CloseSchema =
        """
        revoke all on schema paralleljobs from public;
        revoke all on all tables in schema paralleljobs from public;
        revoke all on all routines in schema paralleljobs from public;
        revoke all on all sequences in schema paralleljobs from public;
        """;

    /// <summary>
    /// Where the database and its schema public are this user's too, nobody else makes anything in them: neither tables in passing nor ones that
    /// stay (before PostgreSQL 15 everybody may, in public).
    /// </summary>
    public const string CloseDatabase =
        """
        do $do$
        begin
            if pg_has_role((select datdba from pg_database where datname = current_database()), 'USAGE') then
                execute format('revoke create, temporary on database %I from public', current_database());
            end if;
            if pg_has_role((select nspowner from pg_namespace where nspname = 'public'), 'USAGE') then
                revoke create on schema public from public;
            end if;
        end
        $do$
        """;

    /// <summary>The worker role may call every version of the exchange that there is.</summary>
    public const string OpenToWorkers =
        $$"""
        do $do$
        declare
            exchange regprocedure;
        begin
            grant usage on schema paralleljobs to {{Role}};
            for exchange in
                select oid from pg_proc where pronamespace = 'paralleljobs'::regnamespace and proname ~ '^exchange_v[0-9]+$'
            loop
                execute format('grant execute on function %s to {{Role}}', exchange);
            end loop;
            if pg_has_role((select datdba from pg_database where datname = current_database()), 'USAGE') then
                execute format('grant connect on database %I to {{Role}}', current_database());
            end if;
        end
        $do$
        """;
}
