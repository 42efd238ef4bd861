using Npgsql;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Servers;

public sealed class PgBouncerServerTests
{
    private const string Password = "a \"quoted\" one";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_clients_share_few_connections_from_transaction_to_transaction()
    {
        await using var server = await StartServerAsync();
        await using var pooler = await PgBouncerServer.StartAsync(server, Users(), poolSize: 2, Token);
        await using var clients = Clients(pooler);
        var open = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => clients.OpenConnectionAsync(Token).AsTask()));

        var backends = new HashSet<int>();
        foreach (var connection in open)
        {
            await using var command = new NpgsqlCommand("SELECT pg_backend_pid()", connection);
            backends.Add((int)(await command.ExecuteScalarAsync(Token))!);
            await connection.CloseAsync();
        }

        Assert.InRange(backends.Count, 1, 2);
    }

    [Fact]
    public async Task It_finds_the_server_again_after_a_crash()
    {
        await using var server = await StartServerAsync();
        await using var pooler = await PgBouncerServer.StartAsync(server, Users(), cancellationToken: Token);
        await using var clients = Clients(pooler);
        Assert.Equal("someone", await clients.CreateCommand("SELECT current_user::text").ExecuteScalarAsync(Token));

        await server.KillAsync();
        await server.RestartAsync(Token);

        Assert.Equal("someone", await UntilAnsweredAsync(clients));
    }

    [Fact]
    public async Task A_user_that_it_does_not_know_is_refused()
    {
        await using var server = await StartServerAsync();
        await using var pooler = await PgBouncerServer.StartAsync(server, Users(), cancellationToken: Token);
        await using var clients = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={pooler.Port};Username=nobody;Password=x;Database=postgres");

        var error = await Assert.ThrowsAsync<PostgresException>(() => clients.OpenConnectionAsync(Token).AsTask());
        Assert.Contains("authentication failed", error.MessageText, StringComparison.Ordinal);
        Assert.Equal($"postgresql://some%20one:a%2Fb@127.0.0.1:{pooler.Port}/data", pooler.Uri("some one", "a/b", "data"));
    }

    private static Dictionary<string, string> Users() => new() { ["someone"] = Password };

    private static async Task<PostgresServer> StartServerAsync()
    {
        var server = await PostgresServer.StartAsync(cancellationToken: Token);
        await server.ExecuteAsync("postgres", $"CREATE USER someone PASSWORD '{Password}'", Token);
        return server;
    }

    private static NpgsqlDataSource Clients(PgBouncerServer pooler) => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = pooler.Port,
        Username = "someone",
        Password = Password,
        Database = "postgres",
        Pooling = false,
    });

    /// <summary>The pooler itself waits a little between its attempts at the server.</summary>
    private static async Task<object?> UntilAnsweredAsync(NpgsqlDataSource clients)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bound.CancelAfter(TestProcess.AtMost);
        while (true)
        {
            try
            {
                await using var command = clients.CreateCommand("SELECT current_user::text");
                return await command.ExecuteScalarAsync(bound.Token);
            }
            catch (NpgsqlException) when (!bound.IsCancellationRequested)
            {
                // Not yet.
            }
        }
    }
}
