namespace ParallelJobs.Queue.Postgres;

/// <summary>The queue's tables and functions in a database.</summary>
public static class Schema
{
    /// <summary>The role that workers log in as.</summary>
    public const string WorkerRole = "paralleljobs_worker";

    public static async Task<IReadOnlyList<string>> MigrateAsync(QueueUri uri, string? workerPassword, CancellationToken cancellationToken)
    {
        await using var pool = ConnectionPool.Open(uri, 1);
        var assembly = typeof(Schema).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.EndsWith(".sql", StringComparison.Ordinal)).Order().ToList();
        await using (var c = pool.CreateCommand("create schema paralleljobs")) await c.ExecuteNonQueryAsync(cancellationToken);
        foreach (var name in names)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            await using var command = pool.CreateCommand("begin;" + await reader.ReadToEndAsync(cancellationToken) + ";commit;");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return names;
    }
}
