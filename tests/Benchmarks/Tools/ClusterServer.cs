using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>
/// One API server for all rows that need one, started by the first, with objects that are made when a row first asks for them. For one caller at a
/// time.
/// </summary>
internal static class ClusterServer
{
    private const int Writers = 16;

    private static readonly Dictionary<string, Task> Filled = new(StringComparer.Ordinal);
    private static Task<KubernetesApiServer>? _started;

    /// <exception cref="MeasureFailedException">It does not start.</exception>
    public static Task<KubernetesApiServer> StartAsync(CancellationToken cancellationToken) => _started ??= LaunchAsync(cancellationToken);

    /// <summary>The server, with so many objects in the namespace that is named like them.</summary>
    public static async Task<KubernetesApiServer> WithAsync(string plural, int objects, CancellationToken cancellationToken)
    {
        var server = await StartAsync(cancellationToken);
        if (!Filled.TryGetValue(plural, out var filling))
        {
            Filled.Add(plural, filling = FillAsync(server, plural, objects, cancellationToken));
        }

        await filling;
        return server;
    }

    /// <summary>A file with the first events of a watch of those objects, as the server sent them.</summary>
    public static async Task<string> RecordAsync(string plural, int objects, int events, CancellationToken cancellationToken)
    {
        var server = await WithAsync(plural, objects, cancellationToken);
        var file = Path.Combine(Folders.Cache, $"{plural}.watch");
        using var invoker = new HttpMessageInvoker(server.Admin.CreateHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(server.Url, $"api/v1/namespaces/{plural}/{plural}?watch=true&resourceVersion=0"));
        using var response = await invoker.SendAsync(request, cancellationToken);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        await using var recorded = new StreamWriter(file);
        for (var i = 0; i < Math.Min(objects, events); i++)
        {
            await recorded.WriteAsync(await lines.ReadLineAsync(cancellationToken) + "\n");
        }

        return file;
    }

    /// <summary>What was measured; null where no row needed a server.</summary>
    public static async Task<string?> DescribeAsync(CancellationToken cancellationToken)
    {
        if (_started is not { IsCompletedSuccessfully: true } started)
        {
            return null;
        }

        await using var kubectl = (await started).Kubectl(["version", "--output=json"]);
        await kubectl.WaitForExitAsync(cancellationToken: cancellationToken);
        using var said = System.Text.Json.JsonDocument.Parse(string.Concat(kubectl.Output));
        string Version(string of) => said.RootElement.GetProperty(of).GetProperty("gitVersion").GetString()!;
        return $"kube-apiserver {Version("serverVersion")} with etcd that does not wait for the disk, on the same cores and over TLS on loopback; kubectl {Version("clientVersion")}";
    }

    public static async Task EndAsync()
    {
        if (_started is { IsCompletedSuccessfully: true } started)
        {
            await (await started).DisposeAsync();
        }
    }

    private static async Task<KubernetesApiServer> LaunchAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await KubernetesApiServer.StartNewAsync(cancellationToken: cancellationToken);
        }
        catch (Exception e) when (e is InvalidOperationException or FileNotFoundException)
        {
            throw new MeasureFailedException($"no API server: {e.Message.Trim().Split('\n')[^1]}", e);
        }
    }

    private static async Task FillAsync(KubernetesApiServer server, string plural, int objects, CancellationToken cancellationToken)
    {
        using var client = server.Client();
        foreach (var name in (string[])[plural, $"no-{plural}"])
        {
            await client.CreateAsync(new Namespace { Metadata = new ObjectMeta { Name = name } }, cancellationToken: cancellationToken);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, objects, options, (number, stop) => plural switch
        {
            "pods" => SampleObjects.CreatePodAsync(client, plural, number, stop),
            "configmaps" => SampleObjects.CreateConfigMapAsync(client, plural, number, stop),
            _ => throw new ArgumentException($"there are no samples of {plural}", nameof(plural)),
        });
    }
}
