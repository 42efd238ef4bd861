using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;
using static ParallelJobs.Queue.Tests.Postgres.TestMigrations;

namespace ParallelJobs.Queue.Tests.Postgres;

public sealed class SchemaTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private string _database = "";

    private string Uri => _server.SuperuserUri(_database);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SharedPostgres.GetAsync();
        _database = await _server.CreateDatabaseAsync(cancellationToken: Token);
    }

    public async ValueTask DisposeAsync() => await _server.DropDatabaseAsync(_database, CancellationToken.None);

    [Fact]
    public async Task A_database_gets_what_it_lacks_and_remembers_it()
    {
        Assert.Equal(["0001_first"], await ApplyAsync(Uri, First));
        Assert.Equal(["0002_second"], await ApplyAsync(Uri, First, Second));
        Assert.Empty(await ApplyAsync(Uri, First, Second));

        Assert.Equal("1 0001_first 0.1.0, 2 0002_second 0.1.0", await AskAsync(
            "select string_agg(concat_ws(' ', number, name, min_program_version), ', ' order by number) from paralleljobs.migration"));
    }

    [Fact]
    public async Task The_queue_s_own_migrations_apply_in_order_and_once()
    {
        var uri = QueueUri.Parse(Uri);

        var applied = await Schema.MigrateAsync(uri, null, Token);

        Assert.NotEmpty(applied);
        Assert.Equal(Migration.All.Select(one => one.Name), applied);
        Assert.Equal(Enumerable.Range(1, applied.Count), Migration.All.Select(one => one.Number));
        Assert.All(Migration.All, one => Assert.True(one.LeastProgram <= Schema.ThisProgram, one.Name));
        Assert.Empty(await Schema.MigrateAsync(uri, null, Token));
    }

    [Fact]
    public async Task A_database_that_cannot_hold_every_message_is_refused()
    {
        await _server.ExecuteAsync("postgres", $"drop database {_database}", Token);
        await _server.ExecuteAsync("postgres", $"create database {_database} template template0 encoding 'SQL_ASCII' locale 'C'", Token);

        var refused = await Assert.ThrowsAsync<SchemaException>(() => Schema.MigrateAsync(QueueUri.Parse(Uri), null, Token));

        Assert.Equal(
            $"the database {_database} has the encoding SQL_ASCII, and the messages of leaves need UTF8; make one with: createdb --template template0 --encoding UTF8",
            refused.Message);
    }

    [Fact]
    public async Task Of_several_migrators_at_once_each_ends_well_and_each_migration_is_applied_once()
    {
        var applied = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ApplyAsync(Uri, First, Second)));

        Assert.Equal(["0001_first", "0002_second"], applied.SelectMany(names => names).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_and_those_before_it_stay()
    {
        var failure = await Assert.ThrowsAsync<SchemaException>(() => ApplyAsync(Uri, First, Broken));

        Assert.Equal("the migration 0003_broken failed and left nothing: division by zero (22012)", failure.Message);
        Assert.Equal(["0001_first"], failure.Applied);
        Assert.Equal("0001_first", await AskAsync("select string_agg(name, ',') from paralleljobs.migration"));
        Assert.Equal(DBNull.Value, await AskAsync("select to_regclass('paralleljobs.half')::text"));
    }

    [Fact]
    public async Task Gaps_and_other_names_of_what_is_applied_are_no_error()
    {
        await ApplyAsync(Uri, First);
        await AskAsync("insert into paralleljobs.migration values (7, '0007_later', now(), '0.0.9')");

        Assert.Empty(await ApplyAsync(Uri, First with { Name = "0001_renamed" }));
        Assert.Equal(["0002_second"], await ApplyAsync(Uri, Second));
    }

    [Theory]
    [InlineData("0.1.1")]
    [InlineData("1.0.0")]
    [InlineData("2 or so")]
    public async Task A_program_older_than_a_migration_says_is_refused(string least)
    {
        await ApplyAsync(Uri, First);
        await AskAsync($"insert into paralleljobs.migration values (9, '0009_new', now(), '{least}')");

        var failure = await Assert.ThrowsAsync<SchemaException>(() => ApplyAsync(Uri, First, Second));

        Assert.Equal(
            $"the database's schema has the migration 0009_new, which needs version {least} of this program or later, and this is 0.1.0; use a newer one",
            failure.Message);
        Assert.Equal(2L, await AskAsync("select count(*) from paralleljobs.migration"));
    }

    [Fact]
    public void A_server_without_multiranges_is_refused()
    {
        Schema.CheckServer(new Version(14, 0));

        var failure = Assert.Throws<SchemaException>(() => Schema.CheckServer(new Version(13, 22)));
        Assert.Equal("the server is PostgreSQL 13.22, and the queue needs 14 or later; upgrade it", failure.Message);
    }

    [Fact]
    public async Task Behind_PgBouncer_nothing_is_migrated()
    {
        var failure = await Assert.ThrowsAsync<SchemaException>(() => ApplyAsync(Uri + "?pgbouncer=true", First));

        Assert.Contains("is behind PgBouncer", failure.Message, StringComparison.Ordinal);
        Assert.Equal(DBNull.Value, await AskAsync("select to_regnamespace('paralleljobs')::text"));
    }

    [Fact]
    public async Task A_failure_on_the_way_to_the_server_says_what_it_is_and_no_password()
    {
        var password = Uri.Split(':', '@')[2];
        var closed = Uri.Replace($":{_server.Port}/", $":{FreePort.Next()}/", StringComparison.Ordinal);

        await FailsAsync<QueueUnavailableException>(closed, "cannot be reached: ");
        await FailsAsync<QueueUnavailableException>("postgresql://owner:s3cret@%2Fno%2Fsuch%2Ffolder/jobs", "cannot be reached: ");
        await FailsAsync<QueueUnavailableException>("postgresql://owner:s3cret@no-such-host.invalid/jobs", "cannot be reached: ");
        await FailsAsync<QueueAccessDeniedException>(Uri.Replace(password, "s3cret", StringComparison.Ordinal), "refuses: password authentication failed");
        await FailsAsync<QueueAccessDeniedException>(Uri.Replace(":" + password, "", StringComparison.Ordinal), "refuses: No password has been provided");
        await FailsAsync<SchemaException>(_server.SuperuserUri("missing"), "database \"missing\" does not exist (3D000); create it first");
        await FailsAsync<QueueUnavailableException>(Uri + "?sslmode=require", "cannot be reached: SSL connection requested");

        async Task FailsAsync<T>(string uri, string said)
            where T : Exception
        {
            var failure = await Assert.ThrowsAsync<T>(() => ApplyAsync(uri, First));
            Assert.Contains(said, failure.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(password, failure.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", failure.ToString(), StringComparison.Ordinal);
        }
    }

    private Task<object?> AskAsync(string sql) => _server.ExecuteAsync(_database, sql, Token);
}
