using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using ParallelJobs.Benchmarks.Measures.Postgres;
using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Queue;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;
using KubernetesMeta = ParallelJobs.Kubernetes.Objects.ObjectMeta;

namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>
/// An operator with more jobs than a node has room for: the API server and the queue are real, the pods are objects that nobody starts, and each job's
/// worker is scripted: it exchanges once a second and computes nothing.
/// </summary>
internal sealed class Fleet : IAsyncDisposable
{
    private const int Writers = 16, Connections = 8;
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);
    private static readonly JsonElement Spec = JsonDocument.Parse(
        """{ "range": { "start": 0, "end": "1000000000000" }, "kernel": { "name": "countdown" }, "leafSize": 1, "schedule": { "policy": "Dynamic", "chunkLeaves": 1 } }""").RootElement;

    private static readonly JsonElement Finished = JsonDocument.Parse(
        """
        {
          "observedGeneration": 1, "incarnation": 1,
          "conditions": [
            { "type": "Accepted", "status": "True", "observedGeneration": 1, "reason": "Valid", "message": "so it was", "lastTransitionTime": "2026-01-01T00:00:00Z" },
            { "type": "Complete", "status": "True", "observedGeneration": 1, "reason": "Computed", "message": "so it was", "lastTransitionTime": "2026-01-01T00:00:00Z" }
          ],
          "items": { "total": "10", "completed": "10", "inFlight": "0", "retrying": "0", "failed": "0" },
          "startTime": "2026-01-01T00:00:00Z", "completionTime": "2026-01-01T00:00:00Z"
        }
        """).RootElement;

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _workers = [];
    private readonly KubernetesApiServer _server;
    private readonly KubernetesClient _client;
    private readonly QueueDatabase _database;
    private readonly NpgsqlDataSource _pool;
    private readonly WatchedStore<JobResource> _jobs;
    private readonly TestProcess _operator;
    private readonly string _namespace;
    private readonly FleetSize _size;

    private Fleet(FleetSize size, KubernetesApiServer server, string @namespace, QueueDatabase database)
    {
        (_size, _server, _namespace, _database, _client) = (size, server, @namespace, database, server.Client());
        _pool = database.OpenPool(Connections);
        _jobs = new WatchedStore<JobResource>(_client, new Selection(@namespace));
        _operator = TestProcess.Start(Path.Combine(AppContext.BaseDirectory, "pjob-operator"), [], new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = server.KubeConfigFile,
            ["PARALLELJOB_QUEUE"] = database.OwnerUri,
            ["PARALLELJOB_WORKER_QUEUE"] = database.WorkerUri,
            ["PARALLELJOB_OWNER_KEY"] = QueueDatabase.OwnerKey,
            ["PARALLELJOB_WORKER_IMAGE"] = "localhost/parallel-job-worker:none",
            ["PARALLELJOB_NAMESPACE"] = @namespace,
            ["PARALLELJOB_MAX_TOTAL_WORKERS"] = "10000",
            ["PARALLELJOB_HEALTH_PORT"] = "0",
        });
    }

    public static async Task<Fleet> StartAsync(FleetSize size, CancellationToken cancellationToken)
    {
        var server = await ClusterServer.StartAsync(cancellationToken);
        using (var client = server.Client())
        {
            await Definition.InstallAsync(server, client, cancellationToken);
        }

        var @namespace = await server.CreateNamespaceAsync(cancellationToken);
        var fleet = new Fleet(size, server, @namespace, await QueueDatabase.CreateAsync(cancellationToken));
        try
        {
            await fleet.FillAsync(cancellationToken);
            return fleet;
        }
        catch (Exception e) when (e is TimeoutException or KubernetesException)
        {
            await fleet.DisposeAsync();
            throw new MeasureFailedException($"the jobs did not get to run: {e.Message.Split('\n')[0]}; {string.Concat(fleet._operator.Output.TakeLast(1))}", e);
        }
    }

    public async Task<FleetReading> ReadAsync(CancellationToken cancellationToken)
    {
        var random = new Random(1);
        List<double> seconds = [];
        var (start, taken) = (TimeProvider.System.GetTimestamp(), ProcessorTime.OfServer(_operator.Pid));
        for (var edit = 0; edit < _size.Edits; edit++)
        {
            seconds.Add(await EditAsync(Running(random.Next(_size.Running)), edit, cancellationToken));
        }

        var cores = (ProcessorTime.OfServer(_operator.Pid) - taken) / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        seconds.Sort();
        var idle = await IdleAsync(cancellationToken);
        return new FleetReading(seconds[(int)(0.99 * (seconds.Count - 1))], seconds[seconds.Count / 2], PeakMegabytes(), cores, idle);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _operator.DisposeAsync();
        await _jobs.DisposeAsync();
        await _database.DisposeAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private static string Running(int number) => $"running-{number}";

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        await _jobs.SyncedAsync(cancellationToken);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Writers, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, _size.Finished, options, async (number, stop) =>
            await _client.ReplaceStatusAsync(await CreateAsync($"finished-{number}", stop) with { Status = Finished }, cancellationToken: stop));
        await Parallel.ForAsync(0, _size.Running, options, async (number, stop) => await CreateAsync(Running(number), stop));
        await UntilAsync(status => status.Incarnation == 1, "their children", cancellationToken);
        await Parallel.ForAsync(0, _size.Running, options, async (number, stop) => await StartWorkerAsync(Running(number), stop));
        await UntilAsync(status => status.Items?.Completed > 0, "their first items", cancellationToken);
    }

    private Task<JobResource> CreateAsync(string name, CancellationToken cancellationToken) => _client.CreateAsync(
        new JobResource { Metadata = new KubernetesMeta { Namespace = _namespace, Name = name }, Spec = Spec }, cancellationToken: cancellationToken);

    private Task UntilAsync(Func<ParallelJobStatus, bool> holds, string what, CancellationToken cancellationToken) => _jobs.UntilAsync(
        store => Enumerable.Range(0, _size.Running).All(number => store.Find(new ResourceKey(_namespace, Running(number))) is { } job && holds(StatusReading.Of(job))),
        what,
        AtMost,
        cancellationToken);

    /// <summary>What the Job controller and a node would do, and the worker's exchanges.</summary>
    private async Task StartWorkerAsync(string name, CancellationToken cancellationToken)
    {
        var child = await _client.GetAsync<Job>(_namespace, $"{name}-1", cancellationToken);
        var owner = new OwnerReference { ApiVersion = child.ApiVersion, Kind = child.Kind, Name = child.Metadata.Name!, Uid = child.Metadata.Uid!, Controller = true };
        var template = child.Spec!.Template;
        var pod = await _client.CreateAsync(
            new Pod
            {
                Metadata = new KubernetesMeta { Namespace = _namespace, Name = $"{name}-1-pod", Labels = template.Metadata!.Labels, OwnerReferences = [owner] },
                Spec = template.Spec,
            },
            cancellationToken: cancellationToken);
        var ready = new Condition { Type = "Ready", Status = "True" };
        await _client.ReplaceStatusAsync(pod with { Status = new PodStatus { Phase = "Running", Conditions = [ready] } }, cancellationToken: cancellationToken);
        await _client.ReplaceStatusAsync(child with { Status = new JobStatus { Active = 1 } }, cancellationToken: cancellationToken);
        var uid = Guid.Parse(_jobs.Store.Find(new ResourceKey(_namespace, name))!.Metadata.Uid!);
        _workers.Add(WorkAsync(new ScriptedWorker(_database.Connect(uid, _pool), Plan(uid), new Want(1, 1, 1, CapDivisor: 0)), _stop.Token));
    }

    private static JobPlan Plan(Guid uid) => JobPlan.Of(
        new ParallelJob
        {
            Spec = new ParallelJobSpec
            {
                Range = new ItemRange(0, 1_000_000_000_000),
                Kernel = new KernelSpec { Name = "countdown" },
                LeafSize = 1,
                Schedule = new ScheduleSpec { Policy = ChunkPolicyName.Dynamic, ChunkLeaves = 1 },
            },
        },
        uid);

    private static async Task WorkAsync(ScriptedWorker worker, CancellationToken cancellationToken)
    {
        using var everySecond = new PeriodicTimer(TimeSpan.FromSeconds(1));
        do
        {
            await worker.ExchangeAsync(cancellationToken);
        }
        while (await everySecond.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>Seconds until the status speaks of the edited spec.</summary>
    private async Task<double> EditAsync(string name, int edit, CancellationToken cancellationToken)
    {
        var start = TimeProvider.System.GetTimestamp();
        var change = new JsonObject { ["spec"] = new JsonObject { ["activeDeadlineSeconds"] = 100_000 + edit } };
        var edited = await _client.PatchAsync<JobResource>(_namespace, name, Patch.Merge(change), cancellationToken: cancellationToken);
        await _jobs.UntilAsync(
            new ResourceKey(_namespace, name),
            job => StatusReading.Of(job).ObservedGeneration >= edited.Metadata.Generation,
            "to be seen",
            AtMost,
            cancellationToken);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>All running jobs are deleted; what is left has finished.</summary>
    private async Task<long> IdleAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        for (var number = 0; number < _size.Running; number++)
        {
            await _client.DeleteAsync<JobResource>(_namespace, Running(number), cancellationToken: cancellationToken);
        }

        while ((await _database.Ledger.ListAsync(cancellationToken)).Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
        }

        var before = await WritesAsync(cancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(_size.IdleSeconds), cancellationToken);
        return await WritesAsync(cancellationToken) - before;
    }

    private async Task<long> WritesAsync(CancellationToken cancellationToken)
    {
        var writes = 0L;
        foreach (var verb in (string[])["POST", "PUT", "PATCH", "DELETE"])
        {
            writes += await _server.CountRequestsAsync(verb, cancellationToken: cancellationToken)
                - await _server.CountRequestsAsync(verb, "leases", cancellationToken);
        }

        return writes;
    }

    /// <summary>proc(5): VmHWM, in kB.</summary>
    private double PeakMegabytes() =>
        File.ReadLines($"/proc/{_operator.Pid}/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] is var kilobytes
            ? double.Parse(kilobytes, System.Globalization.CultureInfo.InvariantCulture) / 1e3
            : 0;
}
