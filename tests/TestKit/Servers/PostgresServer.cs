using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Npgsql;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// A PostgreSQL of a test's own: a new cluster in a new folder, on a free port of 127.0.0.1 and on a socket in its folder, with passwords
/// (scram-sha-256) on both. It ends with the test process, however that ends. Members may be called by several threads, but what starts, stops,
/// freezes and kills the server by one at a time.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const int Attempts = 5;
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly PostgresOptions _options;
    private readonly ServerFolder _folder;
    private readonly string _password = RandomNumberGenerator.GetHexString(32, lowercase: true);
    private ServerProcess? _process;

    private PostgresServer(PostgresOptions options)
    {
        _options = options;
        _folder = new ServerFolder("postgres", ServerAccount.Postgres, options.Parent);
    }

    public int Port { get; private set; }

    /// <summary>The server's own; its socket is in it. Deleted with the server.</summary>
    public string Folder => _folder.Path;

    /// <summary>Of the postmaster, the parent of all the server's processes. Another one after a restart.</summary>
    public int Pid => Process.Pid;

    private string Host => _options.Node is null ? "127.0.0.1" : Folder;

    private ServerProcess Process => _process ?? throw new InvalidOperationException("the server was never started");

    /// <summary>Returns when the server takes connections; throws with the end of its log when it does not.</summary>
    public static async Task<PostgresServer> StartAsync(PostgresOptions? options = null, CancellationToken cancellationToken = default)
    {
        var server = new PostgresServer(options ?? new PostgresOptions());
        try
        {
            await server.InitializeAsync(cancellationToken);
            await server.StartOnFreePortAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A URI of the one user that a new server has, who may do everything.</summary>
    public string SuperuserUri(string database) => Uri(Superuser, _password, database);

    /// <summary>The same for another user, for programs of this machine.</summary>
    public string Uri(string user, string password, string database) => $"postgresql://{user}:{password}@{System.Uri.EscapeDataString(Host)}:{Port}/{database}";

    /// <summary>The same server for pods of the cluster in whose network it listens.</summary>
    public string PodUri(string user, string password, string database) => _options.Node is { } node
        ? $"postgresql://{user}:{password}@{node.Address}:{Port}/{database}"
        : throw new InvalidOperationException("pods cannot reach a server on the loopback of the tests");

    /// <summary>The same in Npgsql's own form, with a connection of its own for each that is opened.</summary>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = Host,
        Port = Port,
        Username = Superuser,
        Password = _password,
        Database = database,
        Pooling = false,
    }.ConnectionString;

    /// <summary>The superuser's connection, which the caller disposes of.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellationToken = default)
    {
        var connection = new NpgsqlConnection(ConnectionString(database));
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a command as superuser; gives the first column of its first row, if it has any.</summary>
    public async Task<object?> ExecuteAsync(string database, string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = await OpenAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    /// <summary>A new database, empty or a copy of another that nobody is connected with; gives its name.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null, CancellationToken cancellationToken = default)
    {
        var name = $"test_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        await ExecuteAsync("postgres", $"CREATE DATABASE {name} TEMPLATE {template ?? "template1"}", cancellationToken);
        return name;
    }

    /// <summary>Ends its connections, and drops it.</summary>
    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)", cancellationToken);

    /// <summary>A crash: kills all processes of the server at one moment.</summary>
    public Task KillAsync() => Process.KillAsync();

    /// <summary>Shuts down in order: fast ends the connections, otherwise their ends are awaited, at most a minute.</summary>
    public async Task StopAsync(bool fast = true, CancellationToken cancellationToken = default)
    {
        Process.Signal(fast ? UnixSignal.Interrupt : UnixSignal.Terminate);
        await Process.WaitForExitAsync(AtMost, cancellationToken);
    }

    /// <summary>Starts again on the same port and data; returns when it has recovered and takes connections.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        if (!Process.HasExited)
        {
            await StopAsync(fast: true, cancellationToken);
        }

        Launch();
        await UntilReadyAsync(cancellationToken);
    }

    /// <summary>Stops all processes of the server where they are; its connections stay open and are not answered.</summary>
    public void Freeze() => Process.Freeze();

    public void Thaw() => Process.Thaw();

    /// <summary>The end of what the server has written, for messages of tests that fail.</summary>
    public string LogTail(int lines = 40) => _folder.LogTail(lines);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false } running)
        {
            running.Thaw();
            running.Signal(UnixSignal.Quit);
            try
            {
                await running.WaitForExitAsync(AtMost, CancellationToken.None);
            }
            catch (TimeoutException)
            {
                await running.KillAsync();
            }
        }

        RemoveSharedMemory();
        _folder.Delete();
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        await _folder.WriteAsync("password", _password, cancellationToken);
        await _folder.HandOverAsync(cancellationToken);
        var initdb = ServerProcess.Start(_folder, ServerAccount.Postgres,
        [
            PostgresPrograms.Initdb, "--pgdata", _folder["data"], "--username", Superuser, "--pwfile", _folder["password"],
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions",
        ]);
        var status = await initdb.WaitForExitAsync(AtMost, cancellationToken);
        File.Delete(_folder["password"]);
        if (status != 0)
        {
            throw new InvalidOperationException($"initdb failed with {status}; is Debian's package postgresql installed? {LogTail()}");
        }

        if (_options.Node is not null)
        {
            await File.AppendAllTextAsync(_folder["data/pg_hba.conf"], "host all all all scram-sha-256\n", cancellationToken);
        }
    }

    private async Task StartOnFreePortAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = FreePort.Next();
            Launch();
            try
            {
                await UntilReadyAsync(cancellationToken);
                return;
            }
            catch (InvalidOperationException) when (attempt < Attempts && LogTail().Contains("could not bind", StringComparison.Ordinal))
            {
                // Another process was faster at this port.
            }
        }
    }

    private void Launch()
    {
        var fsync = _options.Fsync ? "on" : "off";
        Dictionary<string, string> settings = new(_options.Settings, StringComparer.Ordinal)
        {
            ["port"] = Port.ToString(CultureInfo.InvariantCulture),
            ["listen_addresses"] = _options.Node?.Address ?? "127.0.0.1",
            ["unix_socket_directories"] = Folder,
            ["fsync"] = fsync,
            ["full_page_writes"] = fsync,
            // In files of the data folder: a killed server then leaves nothing behind in /dev/shm.
            ["dynamic_shared_memory_type"] = "mmap",
        };
        string[] command =
        [
            PostgresPrograms.Postgres, "-D", _folder["data"], .. settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
        ];
        _process = ServerProcess.Start(_folder, ServerAccount.Postgres, command, _options.Environment, _options.Node?.Network);
    }

    private async Task UntilReadyAsync(CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(AtMost);
        while (!await AnswersAsync(bound.Token))
        {
            if (Process.HasExited)
            {
                throw new InvalidOperationException($"PostgreSQL ended instead of taking connections. {LogTail()}");
            }

            if (bound.IsCancellationRequested)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new TimeoutException($"PostgreSQL takes no connections after {AtMost}. {LogTail()}");
            }

            await Task.Delay(Poll, CancellationToken.None);
        }
    }

    /// <summary>Not yet listening, still recovering, and another's server on the port are all the same here: no.</summary>
    private async Task<bool> AnswersAsync(CancellationToken bound)
    {
        try
        {
            await ExecuteAsync("postgres", "SELECT 1", bound);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// A killed server leaves a segment behind, by which a second one on the same data would have noticed its processes. Nobody else removes it.
    /// </summary>
    private void RemoveSharedMemory()
    {
        var lockFile = _folder["data/postmaster.pid"];
        const int SegmentLine = 6, RemoveSegment = 0;
        if (File.Exists(lockFile)
            && File.ReadAllLines(lockFile) is { Length: > SegmentLine } lines
            && lines[SegmentLine].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var segment]
            && int.TryParse(segment, CultureInfo.InvariantCulture, out var id))
        {
            _ = ControlSegment(id, RemoveSegment, 0);
        }
    }

    [DllImport("libc", EntryPoint = "shmctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ControlSegment(int segment, int command, nint buffer);
}
