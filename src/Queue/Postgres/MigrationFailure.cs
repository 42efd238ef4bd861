using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace ParallelJobs.Queue.Postgres;

/// <summary>What a failure of the server or of the way to it means to the caller.</summary>
internal static class MigrationFailure
{
    /// <summary>Does it pass by itself, or is it a matter of rights? Then it is no fault of the statement.</summary>
    public static bool PassesOrIsDenied(NpgsqlException failure) => Passes(failure) || IsDenied(failure);

    /// <summary>Is it of the server, of the way to it, or of the files that the way needs?</summary>
    public static bool IsOne(Exception failure) =>
        failure is NpgsqlException or SocketException or TimeoutException or IOException or UnauthorizedAccessException or CryptographicException;

    /// <summary>The same failure in the words of the queue: unavailable, denied, or a matter of the schema or of the URI.</summary>
    public static Exception Of(Exception failure, QueueUri uri) => failure switch
    {
        _ when IsOfFile(failure) || IsOfFile(failure.InnerException) =>
            new FormatException($"a certificate file that the queue's URI names cannot be used: {(failure.InnerException ?? failure).Message}", failure),
        NpgsqlException denied when IsDenied(denied) => new QueueAccessDeniedException($"{uri} refuses: {Text(denied)}", denied),
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } none =>
            new SchemaException($"{uri}: {Text(none)}; create it first", none),
        NpgsqlException passing when Passes(passing) => new QueueUnavailableException($"{uri} cannot be reached: {Text(passing)}", passing),
        NpgsqlException other => new SchemaException($"{uri}: {Text(other)}", other),
        _ => new QueueUnavailableException($"{uri} cannot be reached: {failure.Message}", failure),
    };

    // Npgsql reads them when it connects; what happens meanwhile to the connection is another kind of IOException.
    private static bool IsOfFile(Exception? failure) =>
        failure is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CryptographicException;

    /// <summary>The server wants a password and the URI has none: Npgsql itself says so, and gives no code.</summary>
    public static bool LacksPassword(Exception failure) =>
        failure is NpgsqlException and not PostgresException && failure.Message.StartsWith("No password has been provided", StringComparison.Ordinal);

    // Class 28: not let in. 42501: not allowed.
    private static bool IsDenied(NpgsqlException failure) =>
        failure is PostgresException
        {
            SqlState: PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification,
        }
        || LacksPassword(failure);

    // Class 57P: the server comes or goes.
    private static bool Passes(NpgsqlException failure) =>
        failure is not PostgresException { SqlState: var state } || failure.IsTransient || state.StartsWith("57P", StringComparison.Ordinal);

    private static string Text(NpgsqlException failure) => failure switch
    {
        PostgresException { MessageText: var text, SqlState: var state } => $"{text} ({state})",
        { InnerException: { } inner } => $"{failure.Message}: {inner.Message}",
        _ => failure.Message,
    };
}
