namespace ParallelJobs.TestKit.Clusters;

/// <summary>
/// One API server for all tests of a process, started when the first asks for it and gone with the process. Each test makes a namespace of its
/// own; a test that kills or freezes its server, or compacts its etcd, starts one of its own.
/// </summary>
public static class SharedApiServer
{
    private static readonly Lazy<Task<KubernetesApiServer>> Server = new(StartAsync);

    public static Task<KubernetesApiServer> GetAsync() => Server.Value;

    private static async Task<KubernetesApiServer> StartAsync()
    {
        var server = await KubernetesApiServer.StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }
}
