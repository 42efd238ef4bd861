namespace ParallelJobs.Queue.Postgres;

/// <summary>The queue's tables and functions in a database.</summary>
public static class Schema
{
    /// <summary>The role that workers log in as.</summary>
    public const string WorkerRole = "paralleljobs_worker";

    /// <summary>Brings the database to this program's schema; does nothing when it is there already. Safe to run by several processes at once.</summary>
    /// <param name="uri">The owner's, directly at the server (not through a pooler in transaction mode).</param>
    /// <param name="workerPassword">Set on the worker role when this call makes it; null makes none, where there is none yet.</param>
    /// <returns>The migrations applied now, by name.</returns>
    public static Task<IReadOnlyList<string>> MigrateAsync(QueueUri uri, string? workerPassword, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
