using System.Globalization;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cli.Tests.Queue;

/// <summary>A database of a test's own with the queue's schema, on the server of all tests or one of the test's own.</summary>
internal sealed class QueueDatabase
{
    // Every table that has a column of jobs' ids, and that of the jobs themselves.
    private const string CountRows = """
        select (select count(*) from paralleljobs.job) + coalesce(sum((xpath(
            '/row/rows/text()',
            query_to_xml(format('select count(*) as rows from paralleljobs.%I', relname), false, true, '')))[1]::text::bigint), 0)
        from pg_class join pg_attribute on attrelid = pg_class.oid
        where relnamespace = 'paralleljobs'::regnamespace and relkind = 'r' and attname = 'job'
        """;

    private readonly PostgresServer _server;
    private readonly string _name;

    private QueueDatabase(PostgresServer server, string name) => (_server, _name) = (server, name);

    /// <summary>The owner's.</summary>
    public string Uri => _server.SuperuserUri(_name);

    public static async Task<QueueDatabase> CreateAsync(PostgresServer? server = null)
    {
        server ??= await SharedPostgres.GetAsync();
        var database = new QueueDatabase(server, await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken));
        await Schema.MigrateAsync(QueueUri.Parse(database.Uri), workerPassword: null, TestContext.Current.CancellationToken);
        return database;
    }

    /// <summary>The owner's password.</summary>
    public string Password => System.Uri.UnescapeDataString(new Uri(Uri).UserInfo.Split(':')[1]);

    /// <summary>The owner's URI without it.</summary>
    public string UriWithoutPassword => Uri.Replace($":{new Uri(Uri).UserInfo.Split(':')[1]}@", "@", StringComparison.Ordinal);

    /// <summary>Of all jobs together.</summary>
    public Task<long> RowsAsync() => CountAsync(CountRows);

    /// <summary>Workers of a name that hold a lease.</summary>
    public Task<long> LeasesOfAsync(string worker) => CountAsync(
        $"select count(*) from paralleljobs.lease join paralleljobs.worker using (job, incarnation) where worker.name = '{worker}'");

    /// <summary>Jobs that keep the spec that they were accepted with.</summary>
    public Task<long> AcceptedSpecsAsync() => CountAsync(
        "select count(*) from paralleljobs.definition where (entered ->> 'acceptedSpec')::jsonb -> 'kernel' is not null");

    public Task ExecuteAsync(string sql) => _server.ExecuteAsync(_name, sql, TestContext.Current.CancellationToken);

    private async Task<long> CountAsync(string sql) =>
        Convert.ToInt64(await _server.ExecuteAsync(_name, sql, TestContext.Current.CancellationToken), CultureInfo.InvariantCulture);
}
