using Npgsql;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;
using static ParallelJobs.Queue.Tests.Postgres.TestMigrations;

namespace ParallelJobs.Queue.Tests.Postgres;

/// <summary>Roles belong to a whole server, so each of these tests has one of its own.</summary>
public sealed class RolesTests : IAsyncLifetime
{
    private const string Denied = PostgresErrorCodes.InsufficientPrivilege;

    private PostgresServer _server = null!;
    private string _database = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync(
            new PostgresOptions { Settings = new Dictionary<string, string> { ["log_statement"] = "all" } }, Token);
        _database = await _server.CreateDatabaseAsync(cancellationToken: Token);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_worker_may_execute_every_exchange_and_nothing_else()
    {
        await ApplyAsync(_server.SuperuserUri(_database), "worker's password", First, Second);
        await using var worker = await LoginAsync("worker's password");

        Assert.Equal(7, await AskAsync(worker, "select paralleljobs.exchange_v1(7)"));
        Assert.Equal(8, await AskAsync(worker, "select paralleljobs.exchange_v12(8)"));
        string[] forbidden =
        [
            "select paralleljobs.exchange_vital()", "select paralleljobs.peek()", "select * from paralleljobs.job", "select * from paralleljobs.migration",
            "insert into paralleljobs.job values (1)", "delete from paralleljobs.job", "truncate paralleljobs.job",
            "select nextval('paralleljobs.job_seen_seq')", "create table paralleljobs.mine ()", "create table public.mine ()",
            "create temporary table mine ()", "create schema mine", "create role mine", "create database mine",
            "alter function paralleljobs.exchange_v1 owner to current_user", "copy (select 1) to program 'true'",
        ];
        foreach (var statement in forbidden)
        {
            var failure = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(worker, statement));
            Assert.Equal((statement, Denied), (statement, failure.SqlState));
        }

        await Assert.ThrowsAsync<QueueAccessDeniedException>(() => ApplyAsync(WorkerUri("worker's password"), First, Second));
    }

    [Fact]
    public async Task Of_the_queue_s_own_schema_a_worker_may_execute_the_exchange_alone()
    {
        await Schema.MigrateAsync(QueueUri.Parse(_server.SuperuserUri(_database)), "secret", Token);

        Assert.Equal("exchange_v1", await _server.ExecuteAsync(
            _database,
            "select string_agg(proname, ',') from pg_proc where pronamespace = 'paralleljobs'::regnamespace and has_function_privilege('paralleljobs_worker', oid, 'EXECUTE')",
            Token));
        Assert.Equal(0L, await _server.ExecuteAsync(
            _database,
            "select count(*) from pg_class where relnamespace = 'paralleljobs'::regnamespace and relkind in ('r', 'v', 'm', 'p') and has_table_privilege('paralleljobs_worker', oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')",
            Token));
    }

    [Fact]
    public async Task What_everybody_could_do_is_closed_again()
    {
        await ApplyAsync(_server.SuperuserUri(_database), "secret", First);
        await _server.ExecuteAsync(_database, "grant usage on schema paralleljobs to public; grant select on paralleljobs.job to public; grant execute on function paralleljobs.peek to public", Token);

        await ApplyAsync(_server.SuperuserUri(_database), First);

        await using var worker = await LoginAsync("secret");
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(worker, "select paralleljobs.peek()"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(worker, "select id from paralleljobs.job"));
    }

    [Fact]
    public async Task A_worker_cannot_hold_the_server_up_by_accident()
    {
        await ApplyAsync(_server.SuperuserUri(_database), "secret", First);
        await using var worker = await LoginAsync("secret");

        Assert.Equal("30s", await AskAsync(worker, "show statement_timeout"));
        Assert.Equal("15s", await AskAsync(worker, "show lock_timeout"));
        Assert.Equal("10s", await AskAsync(worker, "show idle_in_transaction_session_timeout"));
        Assert.Equal(1000, await AskAsync(worker, "select rolconnlimit from pg_roles where rolname = current_user"));
        Assert.Equal(false, await AskAsync(worker, "select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from pg_roles where rolname = current_user"));
    }

    [Fact]
    public async Task A_worker_s_exchanges_are_possible_whatever_isolation_is_the_database_s_default()
    {
        await ApplyAsync(_server.SuperuserUri(_database), "secret", First);
        await _server.ExecuteAsync("postgres", $"alter database {_database} set default_transaction_isolation = 'serializable'", Token);
        await using var worker = await LoginAsync("secret");

        Assert.Equal("read committed", await AskAsync(worker, "show transaction_isolation"));
    }

    [Fact]
    public async Task Migrators_of_several_databases_of_one_server_may_run_at_once()
    {
        var databases = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _server.CreateDatabaseAsync(cancellationToken: Token)));

        await Task.WhenAll(databases.Select(database => ApplyAsync(_server.SuperuserUri(database), "secret", First)));

        foreach (var database in databases)
        {
            await using var worker = await LoginAsync("secret", database);
            Assert.Equal(1, await AskAsync(worker, "select paralleljobs.exchange_v1(1)"));
        }
    }

    [Fact]
    public async Task A_new_password_replaces_the_old_and_none_reaches_the_server_s_log()
    {
        await ApplyAsync(_server.SuperuserUri(_database), "first secret", First);
        await ApplyAsync(_server.SuperuserUri(_database), "second secret", First);
        await ApplyAsync(_server.SuperuserUri(_database), workerPassword: null, First);

        await using var worker = await LoginAsync("second secret");
        await Assert.ThrowsAsync<PostgresException>(() => LoginAsync("first secret"));
        var log = _server.LogTail(10_000);
        Assert.Contains("PASSWORD 'SCRAM-SHA-256$4096:", log, StringComparison.Ordinal);
        Assert.DoesNotContain("first secret", log, StringComparison.Ordinal);
        Assert.DoesNotContain("second secret", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_may_not_create_roles_is_told_what_an_administrator_has_to_run()
    {
        var owner = await OwnerAsync();

        var failure = await Assert.ThrowsAsync<SchemaException>(() => ApplyAsync(owner, "secret", First));

        Assert.Equal(
            "the migrations are applied, but this user may not create the role that workers log in as; let an administrator run"
            + " \"CREATE ROLE paralleljobs_worker LOGIN PASSWORD '...' CONNECTION LIMIT 1000;"
            + " ALTER ROLE paralleljobs_worker SET statement_timeout = '30s'; ALTER ROLE paralleljobs_worker SET lock_timeout = '15s';"
            + " ALTER ROLE paralleljobs_worker SET idle_in_transaction_session_timeout = '10s';"
            + " ALTER ROLE paralleljobs_worker SET default_transaction_isolation = 'read committed';\" and then migrate again",
            failure.Message);
        Assert.Equal(["0001_first"], failure.Applied);

        await _server.ExecuteAsync("postgres", failure.Message.Split('"')[1].Replace("...", "secret", StringComparison.Ordinal), Token);
        Assert.Equal(["0002_second"], await ApplyAsync(owner, First, Second));
        await using var worker = await LoginAsync("secret");
        Assert.Equal(1, await AskAsync(worker, "select paralleljobs.exchange_v1(1)"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync(worker, "create temporary table mine ()"));
    }

    [Fact]
    public async Task Who_may_not_set_the_password_is_told_so_when_all_else_is_done()
    {
        await _server.ExecuteAsync("postgres", "create role paralleljobs_worker login password 'given'", Token);

        var failure = await Assert.ThrowsAsync<SchemaException>(async () => await ApplyAsync(await OwnerAsync(), "secret", First));

        Assert.Equal(
            "the migrations are applied, but this user may not set the password of the role paralleljobs_worker; let an administrator run"
            + " \"ALTER ROLE paralleljobs_worker PASSWORD '...';\", or migrate without a password",
            failure.Message);
        await using var worker = await LoginAsync("given");
        Assert.Equal(1, await AskAsync(worker, "select paralleljobs.exchange_v1(1)"));
    }

    [Fact]
    public async Task A_user_with_the_right_to_create_roles_needs_no_administrator()
    {
        var owner = await OwnerAsync("createrole");

        await ApplyAsync(owner, "first", First);
        await ApplyAsync(owner, "second", First);

        await using var worker = await LoginAsync("second");
        Assert.Equal(1, await AskAsync(worker, "select paralleljobs.exchange_v1(1)"));
    }

    [Fact]
    public async Task A_schema_made_beforehand_does_for_an_owner_who_may_not_make_one()
    {
        await _server.ExecuteAsync(
            _database,
            "create role guest login createrole password 'guest'; create schema paralleljobs authorization guest; revoke create on database " + _database + " from public",
            Token);

        await ApplyAsync($"postgresql://guest:guest@127.0.0.1:{_server.Port}/{_database}", "secret", First);

        await using var worker = await LoginAsync("secret");
        Assert.Equal(1, await AskAsync(worker, "select paralleljobs.exchange_v1(1)"));
    }

    [Fact]
    public async Task A_password_that_the_server_refuses_becomes_the_one_of_the_workers_URI()
    {
        var owner = QueueUri.Parse(await OwnerAsync("createrole"));

        var applied = await Schema.MigrateForWorkersAsync(owner, QueueUri.Parse(WorkerUri("first")), Token);
        var again = await Schema.MigrateForWorkersAsync(owner, QueueUri.Parse(WorkerUri("second")), Token);

        Assert.NotEmpty(applied);
        Assert.Empty(again);
        await using var worker = await LoginAsync("second");
        Assert.Equal(Schema.WorkerRole, await AskAsync(worker, "select current_user::text"));
    }

    [Fact]
    public async Task A_password_that_somebody_else_looks_after_is_left_alone_while_workers_get_in()
    {
        await _server.ExecuteAsync("postgres", "create role paralleljobs_worker login password 'given'", Token);
        var owner = QueueUri.Parse(await OwnerAsync());

        await Schema.MigrateForWorkersAsync(owner, QueueUri.Parse(WorkerUri("given")), Token);
        var failure = await Assert.ThrowsAsync<SchemaException>(() => Schema.MigrateForWorkersAsync(owner, QueueUri.Parse(WorkerUri("other")), Token));

        Assert.Contains("ALTER ROLE paralleljobs_worker PASSWORD", failure.Message, StringComparison.Ordinal);
        await using var worker = await LoginAsync("given");
        Assert.Equal(Schema.WorkerRole, await AskAsync(worker, "select current_user::text"));
    }

    private string WorkerUri(string password) =>
        $"postgresql://{Schema.WorkerRole}:{Uri.EscapeDataString(password)}@127.0.0.1:{_server.Port}/{_database}";

    /// <summary>URI of a user who owns the database and has no other right than those given.</summary>
    private async Task<string> OwnerAsync(string rights = "")
    {
        await _server.ExecuteAsync("postgres", $"create role owner login password 'owner' {rights}", Token);
        await _server.ExecuteAsync("postgres", $"alter database {_database} owner to owner", Token);
        return $"postgresql://owner:owner@127.0.0.1:{_server.Port}/{_database}";
    }

    private async Task<NpgsqlConnection> LoginAsync(string password, string? database = null)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server.ConnectionString(database ?? _database))
        {
            Username = Schema.WorkerRole,
            Password = password,
        }.ConnectionString);
        await connection.OpenAsync(Token);
        return connection;
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Token);
    }
}
