using Npgsql;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Servers;

/// <summary>What the proxy does to a real client of a real PostgreSQL.</summary>
public sealed class LostReplyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_request_whose_reply_is_dropped_has_been_carried_out(bool pooled)
    {
        var server = await SharedPostgres.GetAsync();
        var database = await server.CreateDatabaseAsync(cancellationToken: Token);
        await server.ExecuteAsync(database, "CREATE TABLE counter AS SELECT 0 AS value", Token);
        await using var proxy = new FaultProxy(server.Port);
        await using var client = Through(proxy, server.ConnectionString(database), pooled);
        Assert.Equal(1, await CountAsync(client));

        var dropped = proxy.DropReply(2);
        Assert.Equal(2, await CountAsync(client));
        var error = await Assert.ThrowsAsync<NpgsqlException>(() => CountAsync(client));
        Assert.True(error.IsTransient);
        await dropped;

        Assert.Equal(3, await server.ExecuteAsync(database, "SELECT value FROM counter", Token));
        Assert.Equal(4, await CountAsync(client));
        NpgsqlConnection.ClearAllPools();
        await server.DropDatabaseAsync(database, Token);
    }

    [Fact]
    public async Task A_reply_larger_than_a_buffer_is_dropped_whole()
    {
        var server = await SharedPostgres.GetAsync();
        await using var proxy = new FaultProxy(server.Port);
        await using var client = Through(proxy, server.ConnectionString("postgres"), pooled: false);
        await using var connection = await client.OpenConnectionAsync(Token);

        var dropped = proxy.DropReply(1);
        await using var command = new NpgsqlCommand("SELECT repeat('x', 1000000) FROM generate_series(1, 10)", connection);
        await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteScalarAsync(Token));
        await dropped;
    }

    [Fact]
    public async Task A_request_cut_in_the_middle_is_not_carried_out()
    {
        var server = await SharedPostgres.GetAsync();
        var database = await server.CreateDatabaseAsync(cancellationToken: Token);
        await using var proxy = new FaultProxy(server.Port);
        await using var client = Through(proxy, server.ConnectionString(database), pooled: false);

        // More than the bytes of logging in, and less than this command's.
        var cut = proxy.CutAfterBytes(ProxyDirection.ToServer, 5_000);
        await using var connection = await client.OpenConnectionAsync(Token);
        await using var command = new NpgsqlCommand($"CREATE TABLE halfway (); /* {new string('x', 10_000)} */", connection);
        await Assert.ThrowsAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync(Token));
        await cut;

        Assert.Equal(DBNull.Value, await server.ExecuteAsync(database, "SELECT to_regclass('halfway')::text", Token));
        await server.DropDatabaseAsync(database, Token);
    }

    private static NpgsqlDataSource Through(FaultProxy proxy, string connectionString, bool pooled) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Port = proxy.Port, Pooling = pooled });

    private static async Task<int> CountAsync(NpgsqlDataSource client)
    {
        await using var command = client.CreateCommand("UPDATE counter SET value = value + 1 RETURNING value");
        return (int)(await command.ExecuteScalarAsync(Token))!;
    }
}
