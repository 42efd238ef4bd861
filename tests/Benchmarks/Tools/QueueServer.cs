using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>
/// One PostgreSQL for all rows that need one, started by the first: Debian's, durable, with the settings it comes with but for its port and
/// folder. For one caller at a time.
/// </summary>
internal static class QueueServer
{
    /// <summary>Of the role that workers log in as.</summary>
    public const string WorkerPassword = "benchmark";

    private const string Settings = """
        select string_agg(format('%s = %s', name, current_setting(name)), ', ' order by name) from pg_settings
        where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'max_connections')
        """;

    private static Task<(PostgresServer Server, string Template)>? _started;

    /// <summary>The server, and a database with the queue's schema and nothing in it, of which others are copied.</summary>
    /// <exception cref="MeasureFailedException">It does not start.</exception>
    public static Task<(PostgresServer Server, string Template)> StartAsync(CancellationToken cancellationToken) =>
        _started ??= CreateAsync(cancellationToken);

    /// <summary>What was measured; null where no row needed a server.</summary>
    public static async Task<string?> DescribeAsync(CancellationToken cancellationToken)
    {
        if (_started is not { IsCompletedSuccessfully: true } started)
        {
            return null;
        }

        var (server, _) = await started;
        var version = await server.ExecuteAsync("postgres", "show server_version", cancellationToken);
        var settings = await server.ExecuteAsync("postgres", Settings, cancellationToken);
        return $"PostgreSQL {version}, as Debian sets it up, for all programs on the same cores and over TCP on loopback: {settings}";
    }

    public static async Task EndAsync()
    {
        if (_started is { IsCompletedSuccessfully: true } started)
        {
            await (await started).Server.DisposeAsync();
        }
    }

    private static async Task<(PostgresServer Server, string Template)> CreateAsync(CancellationToken cancellationToken)
    {
        var server = await LaunchAsync(cancellationToken);
        try
        {
            var template = await server.CreateDatabaseAsync(cancellationToken: cancellationToken);
            await Schema.MigrateAsync(QueueUri.Parse(server.SuperuserUri(template)), WorkerPassword, cancellationToken);
            return (server, template);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static async Task<PostgresServer> LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await PostgresServer.StartAsync(new PostgresOptions { Fsync = true }, cancellationToken);
        }
        catch (InvalidOperationException e)
        {
            throw new MeasureFailedException($"PostgreSQL does not start: {e.Message.Split('\n')[0]}", e);
        }
    }
}
