using System.Globalization;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests;

public sealed class MigrateTests : IAsyncLifetime
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
    public async Task What_is_applied_is_said_line_by_line_and_then_it_is_up_to_date()
    {
        var first = (await Pjob.RunAsync("migrate", "--queue", Uri)).Succeeded();
        var second = (await MigrateAsync(("PARALLELJOB_QUEUE", Uri))).Succeeded();

        Assert.NotEmpty(first.OutputLines);
        Assert.All(first.OutputLines, line => Assert.Matches("^applied [0-9]{4}_[a-z_]+$", line));
        Assert.Equal(["up to date"], second.OutputLines);
        Assert.Equal((long)first.OutputLines.Length, await AskAsync("select count(*) from paralleljobs.migration"));
    }

    [Fact]
    public async Task The_workers_role_gets_the_password_in_the_file()
    {
        // Roles are the whole server's, and the shared one is used by other tests.
        await using var server = await PostgresServer.StartAsync(cancellationToken: Token);
        using var file = new TemporaryFile("worker's secret\n", ".txt");

        (await Pjob.RunAsync("migrate", "--queue", server.SuperuserUri("postgres"), "--worker-password-file", file.Path)).Succeeded();

        var login = $"postgresql://paralleljobs_worker:worker%27s%20secret@127.0.0.1:{server.Port}/postgres";
        var refused = await Pjob.RunAsync("migrate", "--queue", login);
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains("permission denied", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("before-migrate=kill", 137, 0)]
    [InlineData("after-migrate=kill", 137, 0)]
    [InlineData("after-migrate=kill@2", 137, 1)]
    [InlineData("before-migrate=disconnect@2", 3, 1)]
    [InlineData("after-migrate=disconnect@3", 3, 2)]
    public async Task Killed_or_cut_off_in_the_middle_it_leaves_whole_migrations_and_the_next_goes_on(string failpoints, int exitCode, int applied)
    {
        var cutOff = await MigrateAsync(("PARALLELJOB_QUEUE", Uri), ("PARALLELJOB_FAILPOINTS", failpoints));
        var recorded = await AskAsync("select to_regclass('paralleljobs.migration')::text") is string
            ? await AskAsync("select count(*) from paralleljobs.migration")
            : 0L;
        var rest = (await MigrateAsync(("PARALLELJOB_QUEUE", Uri))).Succeeded();

        Assert.Equal((exitCode, (long)applied), (cutOff.ExitCode, recorded));
        cutOff.AssertPlainErrors();
        Assert.StartsWith($"applied {(applied + 1).ToString("0000", CultureInfo.InvariantCulture)}_", rest.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal((long)applied + rest.OutputLines.Length, await AskAsync("select count(*) from paralleljobs.migration"));
    }

    [Fact]
    public async Task One_that_is_stopped_in_the_middle_holds_up_the_next_until_it_goes_on()
    {
        using var stopped = Start(("PARALLELJOB_QUEUE", Uri), ("PARALLELJOB_FAILPOINTS", "after-migrate=stop@1"));
        Assert.True(SpinWait.SpinUntil(() => File.ReadAllText($"/proc/{stopped.Id}/stat").Contains(") T ", StringComparison.Ordinal), TimeSpan.FromMinutes(1)));
        using var next = Start(("PARALLELJOB_QUEUE", Uri));

        await stopped.SignalAsync("CONT");
        var ended = await Task.WhenAll(stopped.EndAsync(), next.EndAsync());

        Assert.Contains("applied 0001_", ended[0].Succeeded().Output, StringComparison.Ordinal);
        Assert.DoesNotContain("applied 0001_", ended[1].Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_at_once_both_end_well_and_each_migration_is_applied_once()
    {
        var ended = await Task.WhenAll(MigrateAsync(("PARALLELJOB_QUEUE", Uri)), MigrateAsync(("PARALLELJOB_QUEUE", Uri)));

        var applied = ended.SelectMany(one => one.Succeeded().OutputLines).Where(line => line != "up to date").ToList();
        Assert.Equal(applied.Distinct(StringComparer.Ordinal), applied);
        Assert.Equal((long)applied.Count, await AskAsync("select count(*) from paralleljobs.migration"));
    }

    [Fact]
    public async Task A_schema_that_needs_a_newer_program_is_refused()
    {
        (await Pjob.RunAsync("migrate", "--queue", Uri)).Succeeded();
        await AskAsync("insert into paralleljobs.migration values (9999, '9999_new', now(), '99.0.0')");

        var said = Assert.Single((await Pjob.RunAsync("migrate", "--queue", Uri)).Refused());

        Assert.StartsWith("pjob: migrate: the database's schema has the migration 9999_new, which needs version 99.0.0 of this program", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_and_one_that_lets_nobody_in_have_their_own_exit_codes()
    {
        var closed = await Pjob.RunAsync("migrate", "--queue", $"postgresql://owner:s3cret@127.0.0.1:{FreePort.Next()}/jobs");
        var stranger = await Pjob.RunAsync("migrate", "--queue", $"postgresql://stranger:s3cret@127.0.0.1:{_server.Port}/{_database}");

        Assert.Equal((3, 5), (closed.ExitCode, stranger.ExitCode));
        Assert.Contains("/jobs cannot be reached: ", Assert.Single(closed.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(" refuses: password authentication failed", Assert.Single(stranger.ErrorLines), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", closed.Errors + stranger.Errors, StringComparison.Ordinal);
        closed.AssertPlainErrors();
        stranger.AssertPlainErrors();
    }

    [Theory]
    [InlineData("pjob: migrate: --queue is missing; give the queue's URI, or set PARALLELJOB_QUEUE", "migrate")]
    [InlineData("pjob: migrate: the queue's URI has a port that is not a whole number from 1 to 65535", "migrate", "--queue", "postgresql://owner:s3cret@db:x")]
    [InlineData("pjob: migrate: --worker-password-file: there is no such file /no/such; name a readable file", "migrate", "--queue", "postgresql://o@db", "--worker-password-file", "/no/such")]
    [InlineData("pjob: migrate: --worker-password-file: /etc is a directory; name a readable file", "migrate", "--queue", "postgresql://o@db", "--worker-password-file", "/etc")]
    [InlineData("pjob: migrate: --worker-password-file: /dev/zero is longer than a password of 1024 characters; name the right file", "migrate", "--queue", "postgresql://o@db", "--worker-password-file", "/dev/zero")]
    public async Task What_is_wrong_before_the_server_is_asked_is_one_line(string said, params string[] arguments) =>
        Assert.Equal([said], (await Pjob.RunAsync(arguments)).Refused());

    [Fact]
    public async Task Failpoints_that_do_not_exist_are_refused_at_the_start()
    {
        var ended = await MigrateAsync(("PARALLELJOB_QUEUE", Uri), ("PARALLELJOB_FAILPOINTS", "before-migration=kill"));

        Assert.StartsWith(
            "pjob: migrate: PARALLELJOB_FAILPOINTS: 'before-migration=kill' has no known point; there are before-lease, ", Assert.Single(ended.Refused()), StringComparison.Ordinal);
    }

    private static async Task<Ended> MigrateAsync(params (string Name, string Value)[] environment)
    {
        using var running = Start(environment);
        return await running.EndAsync();
    }

    private static Running Start(params (string Name, string Value)[] environment) =>
        Running.Start(Pjob.Path, ["migrate"], environment.ToDictionary(one => one.Name, one => one.Value));

    private Task<object?> AskAsync(string sql) => _server.ExecuteAsync(_database, sql, Token);
}
