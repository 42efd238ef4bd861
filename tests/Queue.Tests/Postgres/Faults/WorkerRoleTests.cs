using Npgsql;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>Every tenant knows the workers' password. With it alone one may call the exchange, and do nothing else.</summary>
public sealed class WorkerRoleTests
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task No_table_sequence_or_function_of_the_schema_is_open_to_it()
    {
        await using var job = await StartAsync();
        await using var worker = await RawWorker.LogInAsync(job);
        var tables = await NamesAsync(job, "select oid::regclass from pg_class where relnamespace = 'paralleljobs'::regnamespace and relkind in ('r', 'v', 'm', 'p')");
        var sequences = await NamesAsync(job, "select oid::regclass from pg_class where relnamespace = 'paralleljobs'::regnamespace and relkind = 'S'");
        var calls = await NamesAsync(job, """
            select format('%s(%s)', oid::regproc, (select string_agg('null::' || format_type(t, null), ', ' order by n) from unnest(proargtypes) with ordinality a (t, n)))
            from pg_proc where pronamespace = 'paralleljobs'::regnamespace and prorettype <> 'trigger'::regtype and proname !~ '^exchange_v[0-9]+$'
            """);
        Assert.True(tables.Length >= 9 && sequences.Length >= 3 && calls.Length >= 20);

        string[] statements =
        [
            .. tables.SelectMany(table => new[]
            {
                $"select * from {table}", $"select 1 from {table}", $"insert into {table} default values", $"delete from {table}", $"truncate {table}",
                $"do $$ begin lock table {table} in access share mode; end $$", $"copy {table} to stdout", $"select * from {table} for update", $"drop table {table}",
                $"alter table {table} disable trigger all", $"create index on {table} ((1))",
            }),
            .. sequences.SelectMany(sequence => new[] { $"select nextval('{sequence}')", $"select setval('{sequence}', 1)", $"select * from {sequence}" }),
            .. calls.Select(call => $"select {call}"),
        ];
        await AssertDeniedAsync(worker, statements);
        foreach (var table in tables)
        {
            var column = await job.AskAsync<string>($"select quote_ident(attname) from pg_attribute where attrelid = '{table}'::regclass and attnum > 0 and attidentity = '' limit 1");
            await AssertDeniedAsync(worker, [$"update {table} set {column} = {column}", $"update {table} set {column} = default"]);
        }

        await job.FinishAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task It_makes_nothing_becomes_nobody_and_reads_no_files()
    {
        await using var job = await StartAsync();
        await using var worker = await RawWorker.LogInAsync(job);
        await AssertDeniedAsync(
            worker,
            [
                "create table public.mine (id int)", "create temporary table mine (id int)", "create table paralleljobs.mine (id int)",
                "create function public.mine() returns int language sql as 'select 1'", "create schema mine", "create view public.mine as select 1",
                "create or replace function paralleljobs.exchange_v1(uuid, bytea, jsonb, bytea[]) returns jsonb language sql as 'select null::jsonb'",
                "alter function paralleljobs.exchange_v1(uuid, bytea, jsonb, bytea[]) security invoker", "create extension dblink",
                "drop schema paralleljobs cascade", "create database mine", "create role mine", "set role postgres",
                "set session authorization postgres", "alter role postgres password 'mine'", $"alter role {Schema.WorkerRole} superuser",
                $"alter role {Schema.WorkerRole} connection limit -1", "alter system set fsync = off", "select pg_reload_conf()",
                "select * from pg_authid", "select * from pg_shadow", "select pg_read_file('postgresql.conf')", "select pg_ls_dir('.')",
                "copy (select 1) to '/tmp/mine'", "copy (select 1) to program 'true'", "select lo_import('/etc/passwd')",
                "select pg_switch_wal()", "checkpoint", "set session_replication_role = replica", "set log_statement = 'all'",
                "select pg_create_physical_replication_slot('mine')",
            ]);
        await job.FinishAsync();
    }

    [Fact(Timeout = 60_000)]
    public async Task The_activity_of_others_shows_no_secret()
    {
        await using var job = await StartAsync();
        await using var spy = await RawWorker.LogInAsync(job);
        await job.Worker().RenewAsync();

        const string Queries = "select coalesce(string_agg(query, E'\\n'), '') from pg_stat_activity where datname = current_database()";
        var (seen, all) = (await spy.AskAsync<string>(Queries), await job.AskAsync<string>(Queries));

        var secret = job.Ledger.SecretOf(job.Id).ToText();
        Assert.Contains("exchange_v1($1, $2", seen, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, all, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(secret, job.Server.LogTail(10_000), StringComparison.OrdinalIgnoreCase);
        await job.FinishAsync();
    }

    /// <summary>Where an administrator has let everybody make tables and functions, theirs still do not come before ours.</summary>
    [Fact(Timeout = 60_000)]
    public async Task Objects_of_the_callers_own_do_not_divert_the_exchange()
    {
        await using var job = await StartAsync();
        await using var worker = await RawWorker.LogInAsync(job);
        await job.Server.ExecuteAsync(job.Database, $"grant temporary, create on database {job.Database} to public; grant create on schema public to public", Token);
        string[] traps =
        [
            "create temporary table job (like pg_catalog.pg_class)", "create temporary table lease (token uuid)", "create temporary table worker (id int)",
            "create temporary table cursor (job uuid)", "create temporary table pending (id int)", "create table public.partial (id int)",
            "create function public.sha256(bytea) returns bytea language sql as 'select $1'",
            "create function public.ledger_clock() returns timestamptz language sql as $$ select '2000-01-01'::timestamptz $$",
            "create function public.settle(uuid) returns int language plpgsql as $$ begin raise exception 'diverted'; end $$",
            "create function public.differ(bytea, bytea) returns boolean language sql as 'select false'",
            "create operator public.<> (leftarg = bytea, rightarg = bytea, function = public.differ)",
            "create function public.same(bytea, bytea) returns boolean language sql as 'select true'",
            "create operator public.= (leftarg = bytea, rightarg = bytea, function = public.same)",
            "create schema mine", "create function mine.gen_random_uuid() returns uuid language sql as $$ select null::uuid $$",
            "set search_path = pg_temp, mine, public, pg_catalog, paralleljobs",
        ];
        foreach (var trap in traps)
        {
            Assert.Null(await worker.TryAsync(trap));
        }

        var report = $$"""
            { "incarnation": "{{Guid.NewGuid()}}", "sequence": 1, "specHash": "spec", "worker": "w", "held": [], "settles": [], "slots": 1, "counters": {},
              "leaving": false, "want": { "chunks": 1, "minLeaves": 4, "maxLeaves": 4, "capDivisor": 0 } }
            """;
        var refused = await Assert.ThrowsAsync<PostgresException>(() => worker.ExchangeAsync(job.Id, new byte[32], report));
        var reply = await worker.ExchangeAsync(job.Id, job.Ledger.SecretOf(job.Id).Bytes.ToArray(), report);

        Assert.Equal("PJ002", refused.SqlState);
        Assert.Single(reply["leases"]!.AsArray());
        Assert.Equal(1L, await job.AskAsync<long>("select count(*) from paralleljobs.lease"));
        await job.AssertSoundAsync();
        await job.AssertHistoryAsync();
    }

    private static async Task<JobUnderTest> StartAsync() =>
        await JobUnderTest.StartAsync(await SharedPostgres.GetAsync(), JobUnderTest.Of(100), rights: true);

    private static async Task<string[]> NamesAsync(JobUnderTest job, string query) =>
        await job.AskAsync<string[]>($"select array_agg(name::text) from ({query}) names (name)");

    private static async Task AssertDeniedAsync(RawWorker worker, IEnumerable<string> statements)
    {
        List<string> carriedOut = [];
        foreach (var statement in statements)
        {
            if (await worker.TryAsync(statement) is var state && state != Denied)
            {
                carriedOut.Add($"{statement}: {state ?? "carried out"}");
            }
        }

        Assert.Empty(carriedOut);
    }
}
