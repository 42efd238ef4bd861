using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>Opens pools with no more of Npgsql than the queue needs, which starts faster.</summary>
internal static class ConnectionPool
{
    public static NpgsqlDataSource Open(QueueUri uri, int mostConnections) =>
        new NpgsqlSlimDataSourceBuilder(uri.ToConnectionString(mostConnections).ConnectionString)
            .EnableArrays()
            .EnableTransportSecurity()
            .Build();
}
