using System.Net.Sockets;
using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>What a failed statement means. Whatever is not known to last is worth another try.</summary>
internal static class ServerErrors
{
    private const string NoSuchJob = "PJ001";

    /// <summary>For a worker.</summary>
    /// <param name="failure">What Npgsql threw.</param>
    /// <param name="server">For the message.</param>
    /// <param name="wasReached">
    /// An exchange was answered before. Then a schema, a role or a database that is missing now is being mended, and nothing to die for.
    /// </param>
    public static Exception ForWorker(Exception failure, string server, bool wasReached) =>
        Reason(failure, wasReached) is { } reason
            ? new ExchangeRefusedException(reason, Sentence(reason, failure, server))
            : Unavailable(failure, server);

    /// <summary>For the owner.</summary>
    public static Exception ForOwner(Exception failure, string server, Guid job) =>
        failure is PostgresException { SqlState: NoSuchJob }
            ? new JobNotFoundException(job)
            : Reason(failure, wasReached: false) switch
            {
                RefusalReason.WrongSchema => new SchemaException(Sentence(RefusalReason.WrongSchema, failure, server)),
                RefusalReason.AccessDenied => new QueueAccessDeniedException(Sentence(RefusalReason.AccessDenied, failure, server), failure),
                _ => Unavailable(failure, server),
            };

    /// <summary>Npgsql lets these through from the network and from its pool.</summary>
    public static bool IsKnown(Exception failure) => failure is NpgsqlException or SocketException or IOException or TimeoutException;

    /// <summary>
    /// The server was the primary once and is a standby now, or was never the primary. Its connection stays well, so whoever keeps it would stay
    /// there for ever.
    /// </summary>
    public static bool IsOfStandby(Exception failure) => failure is PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction };

    private static QueueUnavailableException Unavailable(Exception failure, string server) =>
        new($"the queue at {server} cannot be reached now: {failure.Message}", failure) { IsOfUnknownJob = failure is PostgresException { SqlState: NoSuchJob } };

    private static RefusalReason? Reason(Exception failure, bool wasReached) => failure switch
    {
        PostgresException refused => Reason(refused.SqlState, wasReached),
        _ when MigrationFailure.LacksPassword(failure) => RefusalReason.AccessDenied,
        _ => null,
    };

    private static RefusalReason? Reason(string sqlState, bool wasReached) => sqlState switch
    {
        "PJ002" => RefusalReason.WrongSecret,
        "PJ003" => RefusalReason.SpecMismatch,
        "PJ004" => RefusalReason.StaleSequence,
        PostgresErrorCodes.UndefinedFunction or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedTable
            when !wasReached => RefusalReason.WrongSchema,
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName
            when !wasReached => RefusalReason.AccessDenied,
        _ => null,
    };

    private static string Sentence(RefusalReason reason, Exception failure, string server)
    {
        var text = failure is PostgresException refused ? refused.MessageText : failure.Message;
        return reason switch
        {
            RefusalReason.WrongSchema => $"the database at {server} has no queue that this program can use ({text}); run: pjob migrate",
            RefusalReason.AccessDenied => $"the server at {server} refuses: {text}",
            _ => text,
        };
    }
}
