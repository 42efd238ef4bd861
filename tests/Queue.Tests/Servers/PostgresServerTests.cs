using Npgsql;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Servers;

public sealed class PostgresServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rows_that_were_committed_are_there_after_a_crash()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Fsync = true }, Token);
        await server.ExecuteAsync("postgres", "CREATE TABLE rows AS SELECT * FROM generate_series(1, 1000)", Token);
        var (pid, port) = (server.Pid, server.Port);

        await server.KillAsync();
        await Assert.ThrowsAsync<NpgsqlException>(() => server.OpenAsync("postgres", Token));
        await server.RestartAsync(Token);

        Assert.Equal(1000L, await server.ExecuteAsync("postgres", "SELECT count(*) FROM rows", Token));
        Assert.Equal("on", await server.ExecuteAsync("postgres", "SHOW fsync", Token));
        Assert.Contains("was not properly shut down", server.LogTail(), StringComparison.Ordinal);
        Assert.NotEqual(pid, server.Pid);
        Assert.Equal(port, server.Port);
    }

    [Fact]
    public async Task A_frozen_server_answers_when_it_is_thawed()
    {
        await using var server = await PostgresServer.StartAsync(cancellationToken: Token);
        await using var connection = await server.OpenAsync("postgres", Token);
        await using var command = new NpgsqlCommand("SELECT 42", connection);

        server.Freeze();
        var answer = command.ExecuteScalarAsync(Token);
        Assert.Equal('T', (await File.ReadAllTextAsync($"/proc/{connection.ProcessID}/stat", Token)).Split(") ")[^1][0]);
        Assert.False(answer.IsCompleted);

        server.Thaw();
        Assert.Equal(42, await answer);
    }

    [Fact]
    public async Task Two_servers_know_nothing_of_each_other()
    {
        await using var one = await PostgresServer.StartAsync(cancellationToken: Token);
        await using var other = await PostgresServer.StartAsync(cancellationToken: Token);
        await one.ExecuteAsync("postgres", "CREATE TABLE mine ()", Token);

        Assert.NotEqual(one.Port, other.Port);
        Assert.Equal(DBNull.Value, await other.ExecuteAsync("postgres", "SELECT to_regclass('mine')::text", Token));
        await one.StopAsync(cancellationToken: Token);
        Assert.Equal(1, await other.ExecuteAsync("postgres", "SELECT 1", Token));
    }

    [Fact]
    public async Task A_server_that_is_disposed_of_leaves_neither_processes_nor_files()
    {
        var server = await PostgresServer.StartAsync(cancellationToken: Token);
        server.Freeze();
        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.False(Directory.Exists($"/proc/{server.Pid}"));
    }

    [Fact]
    public async Task A_database_is_copied_from_a_template_and_dropped_under_its_users()
    {
        var server = await SharedPostgres.GetAsync();
        var template = await server.CreateDatabaseAsync(cancellationToken: Token);
        await server.ExecuteAsync(template, "CREATE TABLE inherited ()", Token);

        var copy = await server.CreateDatabaseAsync(template, Token);
        Assert.Equal("inherited", await server.ExecuteAsync(copy, "SELECT to_regclass('inherited')::text", Token));

        await using var user = await server.OpenAsync(copy, Token);
        await server.DropDatabaseAsync(copy, Token);
        await server.DropDatabaseAsync(template, Token);
        Assert.Equal(0L, await server.ExecuteAsync("postgres", $"SELECT count(*) FROM pg_database WHERE datname IN ('{copy}', '{template}')", Token));
    }

    [Fact]
    public async Task A_wrong_setting_is_reported_with_the_servers_own_words()
    {
        var options = new PostgresOptions { Settings = new Dictionary<string, string> { ["max_connections"] = "many" } };
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => PostgresServer.StartAsync(options, Token));
        Assert.Contains("invalid value for parameter \"max_connections\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_servers_clock_can_be_another()
    {
        await using var server = await PostgresServer.StartAsync(new PostgresOptions { Environment = FakeClock.Shifted("+400d") }, Token);

        var now = (DateTime)(await server.ExecuteAsync("postgres", "SELECT now()", Token))!;
        Assert.True(now > DateTime.UtcNow.AddDays(399));
        await server.KillAsync();
        await server.RestartAsync(Token);
    }
}
