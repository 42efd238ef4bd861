using Npgsql;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>
/// A database of a test's own with the queue's schema, which writes down all that ever waited for another lease: what was lost, charged or given
/// back is to be seen there, and nowhere else once it has been computed.
/// </summary>
internal sealed class FaultDatabase : IAsyncDisposable
{
    private const string WorkerPassword = "of the workers";

    private const string WriteDown = """
        create table paralleljobs.test_waited (range int8range, attempts int, losses int, solo boolean);
        create function paralleljobs.test_write_down() returns trigger language plpgsql as $$
        begin
            insert into paralleljobs.test_waited values (new.range, new.attempts, new.losses, new.solo);
            return null;
        end
        $$;
        create trigger test_write_down after insert on paralleljobs.pending for each row execute function paralleljobs.test_write_down();
        """;

    /// <summary>In the server that tests share, what each of their databases is a copy of.</summary>
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    private readonly PostgresServer _server;
    private readonly bool _isShared;
    private readonly NpgsqlDataSource _connections;

    private FaultDatabase(PostgresServer server, string name, bool isShared)
    {
        (_server, Name, _isShared) = (server, name, isShared);
        Ledger = new PostgresLedger(QueueUri.Parse(OwnerUri), new byte[32]);
        _connections = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server.ConnectionString(name)) { Pooling = true, MaxPoolSize = 2 });
    }

    public string Name { get; }

    public PostgresLedger Ledger { get; }

    public string OwnerUri => _server.SuperuserUri(Name);

    public string WorkerUri => WorkerUriWith(WorkerPassword);

    /// <param name="server">Null for the one that tests share.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<FaultDatabase> CreateAsync(PostgresServer? server, CancellationToken cancellationToken)
    {
        if (server is not null)
        {
            return new FaultDatabase(server, await MakeAsync(server), isShared: false);
        }

        var shared = await SharedPostgres.GetAsync();
        return new FaultDatabase(shared, await shared.CreateDatabaseAsync(await Template.Value, cancellationToken), isShared: true);
    }

    public string WorkerUriWith(string password) =>
        $"postgresql://{Schema.WorkerRole}:{Uri.EscapeDataString(password)}@127.0.0.1:{_server.Port}/{Name}";

    /// <summary>Runs a command as superuser; gives the first column of its first row, if it has any.</summary>
    public async Task<object?> ReadAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = _connections.CreateCommand(sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await _connections.DisposeAsync();
        if (_isShared)
        {
            await _server.DropDatabaseAsync(Name);
        }
    }

    private static async Task<string> MakeTemplateAsync() => await MakeAsync(await SharedPostgres.GetAsync());

    private static async Task<string> MakeAsync(PostgresServer server)
    {
        var name = await server.CreateDatabaseAsync();
        await Schema.MigrateAsync(QueueUri.Parse(server.SuperuserUri(name)), WorkerPassword, CancellationToken.None);
        await server.ExecuteAsync(name, WriteDown);
        return name;
    }
}
