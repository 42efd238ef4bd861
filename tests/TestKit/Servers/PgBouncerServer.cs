namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// A PgBouncer in transaction mode before a PostgreSQL, with its own folder and a free port of 127.0.0.1. It knows the users that it is given and
/// logs in to the server with their passwords; any database is passed on. It ends with the test process.
/// </summary>
public sealed class PgBouncerServer : IAsyncDisposable
{
    private const int Attempts = 5;
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly ServerFolder _folder = new("pgbouncer", ServerAccount.Postgres);
    private ServerProcess? _process;

    private PgBouncerServer()
    {
    }

    public int Port { get; private set; }

    /// <param name="server">Must live longer. It may be killed and started again meanwhile.</param>
    /// <param name="users">Passwords by user.</param>
    /// <param name="poolSize">Most connections to the server, for each pair of user and database.</param>
    /// <param name="cancellationToken">Ends the attempt, and what has been started.</param>
    public static async Task<PgBouncerServer> StartAsync(
        PostgresServer server,
        IReadOnlyDictionary<string, string> users,
        int poolSize = 20,
        CancellationToken cancellationToken = default)
    {
        var pooler = new PgBouncerServer();
        try
        {
            var lines = users.Select(user => $"{Quoted(user.Key)} {Quoted(user.Value)}\n");
            await pooler._folder.WriteAsync("users", string.Concat(lines), cancellationToken);
            await pooler.StartOnFreePortAsync(server.Port, poolSize, cancellationToken);
            return pooler;
        }
        catch
        {
            await pooler.DisposeAsync();
            throw;
        }
    }

    public string Uri(string user, string password, string database) =>
        $"postgresql://{System.Uri.EscapeDataString(user)}:{System.Uri.EscapeDataString(password)}@127.0.0.1:{Port}/{database}";

    /// <summary>The end of what it has written, for messages of tests that fail.</summary>
    public string LogTail(int lines = 40) => _folder.LogTail(lines);

    public async ValueTask DisposeAsync()
    {
        await (_process?.KillAsync() ?? Task.CompletedTask);
        _folder.Delete();
    }

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private async Task StartOnFreePortAsync(int serverPort, int poolSize, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Next();
            await _folder.WriteAsync("pgbouncer.ini", Configuration(serverPort, poolSize), cancellationToken);
            await _folder.HandOverAsync(cancellationToken);
            _process = ServerProcess.Start(_folder, ServerAccount.Postgres, ["/usr/sbin/pgbouncer", _folder["pgbouncer.ini"]]);

            // It says so when it listens.
            bool IsUp() => LogTail().Contains("process up", StringComparison.Ordinal);
            await LinuxProcess.UntilAsync(() => IsUp() || _process.HasExited, "PgBouncer to listen", AtMost, cancellationToken);
            if (IsUp())
            {
                return;
            }

            if (attempt == Attempts || !LogTail().Contains("in use", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"PgBouncer ended instead of listening; is Debian's package pgbouncer installed? {LogTail()}");
            }
        }
    }

    private string Configuration(int serverPort, int poolSize) => $"""
        [databases]
        * = host=127.0.0.1 port={serverPort}

        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = {Port}
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = {_folder["users"]}
        pool_mode = transaction
        default_pool_size = {poolSize}
        max_client_conn = 1000
        ; It would wait for 15 seconds after the first connection that a restarting server refuses.
        server_login_retry = 0.1

        """;
}
