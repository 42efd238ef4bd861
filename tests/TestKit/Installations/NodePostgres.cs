using System.Security.Cryptography;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Installations;

/// <summary>
/// A PostgreSQL in the network of the cluster's node, with the roles of an owner and of workers. One serves all tests of a process; a test that kills or
/// freezes its server starts one of its own. Safe for use by several threads.
/// </summary>
public sealed class NodePostgres : IAsyncDisposable
{
    private const string Owner = "paralleljobs_owner";
    private static readonly Lazy<Task<NodePostgres>> Shared = new(StartSharedAsync);

    private readonly SemaphoreSlim _oneMigration = new(1, 1);
    private readonly string _ownerPassword = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private readonly string _workerPassword = RandomNumberGenerator.GetHexString(32, lowercase: true);

    private NodePostgres(PostgresServer server) => Server = server;

    public PostgresServer Server { get; }

    public static Task<NodePostgres> GetAsync() => Shared.Value;

    public static async Task<NodePostgres> StartAsync(CancellationToken cancellationToken = default)
    {
        var options = new PostgresOptions { Node = ClusterNode.Get(), Settings = new Dictionary<string, string> { ["max_connections"] = "500" } };
        var node = new NodePostgres(await PostgresServer.StartAsync(options, cancellationToken));
        await node.Server.ExecuteAsync("postgres", $"CREATE ROLE {Owner} LOGIN CREATEROLE PASSWORD '{node._ownerPassword}'", cancellationToken);
        return node;
    }

    /// <summary>A new database, migrated.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        // Roles belong to the whole server: two migrations at once would change the same.
        await _oneMigration.WaitAsync(cancellationToken);
        try
        {
            var database = await Server.CreateDatabaseAsync(cancellationToken: cancellationToken);
            await Server.ExecuteAsync("postgres", $"ALTER DATABASE {database} OWNER TO {Owner}", cancellationToken);
            await Schema.MigrateAsync(QueueUri.Parse(OwnerUri(database)), _workerPassword, cancellationToken);
            return database;
        }
        finally
        {
            _oneMigration.Release();
        }
    }

    /// <summary>Loses all that is in a database: it is dropped, made anew and migrated.</summary>
    public async Task WipeAsync(string database, CancellationToken cancellationToken = default)
    {
        await Server.DropDatabaseAsync(database, cancellationToken);
        await Server.ExecuteAsync("postgres", $"CREATE DATABASE {database} OWNER {Owner}", cancellationToken);
        await Schema.MigrateAsync(QueueUri.Parse(OwnerUri(database)), _workerPassword, cancellationToken);
    }

    /// <summary>For the operator, a process of this machine.</summary>
    public string OwnerUri(string database) => Server.Uri(Owner, _ownerPassword, database);

    /// <summary>For workers in pods.</summary>
    public string WorkerUri(string database) => Server.PodUri(Schema.WorkerRole, _workerPassword, database);

    public ValueTask DisposeAsync()
    {
        _oneMigration.Dispose();
        return Server.DisposeAsync();
    }

    private static async Task<NodePostgres> StartSharedAsync()
    {
        var node = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return node;
    }
}
