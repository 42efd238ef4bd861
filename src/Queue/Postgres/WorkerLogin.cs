using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>Whether workers get in with the URI that they are given.</summary>
internal static class WorkerLogin
{
    /// <summary>
    /// The password of a URI whose role the server does not let in with it. Null where it does, where it cannot be told now, and where the URI is for another
    /// role or leaves the password out: then there is none to set.
    /// </summary>
    public static async Task<string?> RefusedPasswordAsync(QueueUri workers, CancellationToken cancellationToken)
    {
        if (workers.Settings is not { Username: Schema.WorkerRole, Password: { Length: > 0 } password })
        {
            return null;
        }

        var settings = workers.ToConnectionString(mostConnections: 1);
        settings.Pooling = false;
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return null;
        }
        catch (PostgresException refused) when (
            refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
        {
            return password;
        }
        catch (Exception failure) when (MigrationFailure.IsOne(failure))
        {
            // The way of workers to the server may be one that only they have.
            return null;
        }
    }
}
