namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// One PostgreSQL for all tests of a process, started when the first asks for it and gone with the process. Each test makes databases of its
/// own; a test that kills or freezes its server starts one of its own.
/// </summary>
public static class SharedPostgres
{
    private static readonly Lazy<Task<PostgresServer>> Server = new(StartAsync);

    public static Task<PostgresServer> GetAsync() => Server.Value;

    /// <summary>A test that leaves no database behind lets the process end soon: hundreds of files a database are deleted then.</summary>
    public static bool Is(PostgresServer server) =>
        Server.IsValueCreated && Server.Value.IsCompletedSuccessfully && ReferenceEquals(Server.Value.Result, server);

    private static async Task<PostgresServer> StartAsync()
    {
        var server = await PostgresServer.StartAsync(new PostgresOptions
        {
            Settings = new Dictionary<string, string> { ["max_connections"] = "300" },
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
