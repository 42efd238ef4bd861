using System.Collections.Immutable;
using System.Security.Cryptography;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Clusters;
using ParallelJobs.TestKit.Eventually;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Installations;

/// <summary>
/// An operator of a test's own, which looks after one namespace of the cluster: that namespace, a database in the network of the node, and the operator's
/// processes on this machine. Workers are pods. Tests of one installation name their jobs differently. Safe for use by several threads.
/// </summary>
public sealed class Installation : IAsyncDisposable
{
    /// <summary>A limit for failure alone, for what takes pods that start and compute on a busy machine.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(4);

    private const string Ours = "app.kubernetes.io/managed-by=parallel-job-operator";
    private const string WorkerImageVariable = "PARALLELJOBS_WORKER_IMAGE";

    private readonly string _ownerKey = RandomNumberGenerator.GetHexString(64, lowercase: true);
    private readonly List<TestProcess> _operators = [];

    private Installation(TestNamespace space, NodePostgres postgres, string database, WatchedStore<JobResource> jobs) =>
        (Space, Postgres, Database, Jobs) = (space, postgres, database, jobs);

    public TestNamespace Space { get; }

    public string Namespace => Space.Name;

    public KubernetesClient Client => Space.Client;

    public NodePostgres Postgres { get; }

    public string Database { get; }

    /// <summary>The ParallelJobs of the namespace.</summary>
    public WatchedStore<JobResource> Jobs { get; }

    /// <summary>The one started last.</summary>
    public TestProcess Operator => _operators[^1];

    /// <summary>The image that workers get, which the cluster has.</summary>
    public static string WorkerImage => Environment.GetEnvironmentVariable(WorkerImageVariable) is { Length: > 0 } image ? image : "localhost/parallel-job-worker:0.1.0";

    /// <summary>With one operator, unless told otherwise.</summary>
    /// <param name="postgres">Null for the one that all tests share.</param>
    /// <param name="isOperatorStarted">False for a namespace and a database alone.</param>
    /// <param name="settings">Variables of the operator beyond those that every installation sets.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<Installation> StartAsync(
        NodePostgres? postgres = null,
        bool isOperatorStarted = true,
        IReadOnlyDictionary<string, string?>? settings = null,
        CancellationToken cancellationToken = default)
    {
        postgres ??= await NodePostgres.GetAsync();
        var space = await TestNamespace.CreateAsync();
        await Definition.InstallAsync(space.Cluster, space.Client, cancellationToken);
        var database = await postgres.CreateDatabaseAsync(cancellationToken);
        var jobs = await space.WatchAsync<JobResource>();
        var installation = new Installation(space, postgres, database, jobs);
        if (isOperatorStarted)
        {
            installation.StartOperator(settings);
        }

        return installation;
    }

    /// <summary>Another operator of the same installation; the first of them leads.</summary>
    /// <param name="settings">Variables beyond those that every installation sets, which they override.</param>
    public TestProcess StartOperator(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["KUBECONFIG"] = Space.Cluster.KubeConfigFile,
            ["PARALLELJOB_QUEUE"] = Postgres.OwnerUri(Database),
            ["PARALLELJOB_WORKER_QUEUE"] = Postgres.WorkerUri(Database),
            ["PARALLELJOB_OWNER_KEY"] = _ownerKey,
            ["PARALLELJOB_WORKER_IMAGE"] = WorkerImage,
            ["PARALLELJOB_NAMESPACE"] = Namespace,
            ["PARALLELJOB_NAMESPACES"] = Namespace,
            ["PARALLELJOB_HEALTH_PORT"] = "0",
        };
        foreach (var (name, value) in settings ?? new Dictionary<string, string?>())
        {
            environment[name] = value;
        }

        var started = TestProcess.Start(Path.Combine(AppContext.BaseDirectory, "pjob-operator"), [], environment);
        _operators.Add(started);
        return started;
    }

    /// <summary>As a user does, with kubectl: it must be accepted.</summary>
    public Task ApplyAsync(string manifest, CancellationToken cancellationToken = default) =>
        KubectlAsync(["apply", "--filename", "-"], manifest, cancellationToken);

    /// <summary>Changes a job as a user does.</summary>
    /// <param name="name">The job's.</param>
    /// <param name="spec">A merge patch of its spec, in JSON.</param>
    /// <param name="cancellationToken">Ends kubectl.</param>
    public Task PatchAsync(string name, string spec, CancellationToken cancellationToken = default) =>
        KubectlAsync(["patch", "pj", name, "--type", "merge", "--patch", $"{{\"spec\":{spec}}}"], cancellationToken: cancellationToken);

    /// <summary>Takes the limits of a job away: one that was held goes on at its own speed.</summary>
    public Task LetGoAsync(string name, CancellationToken cancellationToken = default) => PatchAsync(name, """{"limits":null}""", cancellationToken);

    /// <summary>What kubectl prints in the namespace; it must succeed.</summary>
    public async Task<string> KubectlAsync(IEnumerable<string> arguments, string input = "", CancellationToken cancellationToken = default)
    {
        await using var kubectl = Space.Cluster.Kubectl(["--namespace", Namespace, .. arguments], input);
        Assert.True(await kubectl.WaitForExitAsync(AtMost, cancellationToken) == 0, $"{kubectl}");
        return string.Join('\n', kubectl.Output);
    }

    /// <summary>A change as <c>kubectl patch --type=merge</c> makes it.</summary>
    public Task<JobResource> PatchAsync(string name, System.Text.Json.Nodes.JsonObject change, CancellationToken cancellationToken = default) =>
        Client.PatchAsync<JobResource>(Namespace, name, Patch.Merge(change), cancellationToken: cancellationToken);

    /// <summary>The job's status when it is so. A failure shows what it is instead, and what the operator said.</summary>
    public async Task<ParallelJobStatus> UntilAsync(
        string name, Func<ParallelJobStatus, bool> holds, string what, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        try
        {
            var found = await Jobs.UntilAsync(Space.Key(name), job => holds(StatusReading.Of(job)), what, within ?? AtMost, cancellationToken);
            return StatusReading.Of(found);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Jobs.Store.Find(Space.Key(name))?.Status}\n{string.Join('\n', _operators)}", exception);
        }
    }

    /// <summary>The status of a job that has ended, well or not.</summary>
    public Task<ParallelJobStatus> UntilFinishedAsync(string name, TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        UntilAsync(
            name,
            status => IsTrue(status, ConditionTypes.Complete) || IsTrue(status, ConditionTypes.Failed),
            "to end",
            within,
            cancellationToken);

    public static bool IsTrue(ParallelJobStatus status, string type) => Condition(status, type) is { Status: ConditionStatus.True };

    public static JobCondition? Condition(ParallelJobStatus status, string type) =>
        (status.Conditions ?? []).FirstOrDefault(condition => condition.Type == type);

    /// <summary>Deletes every job that is there, and returns when nothing of them is left: no object that was made for them, and no row.</summary>
    public async Task LeaveNothingAsync(CancellationToken cancellationToken = default)
    {
        foreach (var job in Jobs.Store.List())
        {
            await Client.DeleteAsync<JobResource>(Namespace, job.Metadata.Name!, cancellationToken: cancellationToken);
        }

        await UntilNothingIsLeftAsync(cancellationToken: cancellationToken);
    }

    /// <summary>Returns when no job is there, no object that was made for one, and no row of one.</summary>
    public async Task UntilNothingIsLeftAsync(TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        ImmutableArray<string> left = [];
        try
        {
            await Question.UntilYesAsync(
                async token => (left = await LeftAsync(token)).IsEmpty, "nothing to be left of the jobs", within ?? AtMost, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}; left: {string.Join(", ", left)}\n{string.Join('\n', _operators)}", exception);
        }
    }

    /// <summary>What is there of jobs: the jobs, what was made for them, and rows of the queue.</summary>
    public async Task<ImmutableArray<string>> LeftAsync(CancellationToken cancellationToken = default)
    {
        var rows = (long)(await Postgres.Server.ExecuteAsync(
            Database, "SELECT (SELECT count(*) FROM paralleljobs.job) + (SELECT count(*) FROM paralleljobs.worker) + (SELECT count(*) FROM paralleljobs.lease)", cancellationToken))!;
        return
        [
            .. await NamesAsync<JobResource>(null, cancellationToken),
            .. await NamesAsync<Job>(Ours, cancellationToken),
            .. await NamesAsync<Pod>(Ours, cancellationToken),
            .. await NamesAsync<Secret>(Ours, cancellationToken),
            .. await NamesAsync<NetworkPolicy>(Ours, cancellationToken),
            .. await NamesAsync<ConfigMap>(Ours, cancellationToken),
            .. rows == 0 ? ImmutableArray<string>.Empty : [$"{rows} rows"],
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _operators)
        {
            await process.DisposeAsync();
        }

        await Jobs.DisposeAsync();
        await Space.DisposeAsync();
        await Postgres.Server.DropDatabaseAsync(Database, CancellationToken.None);
    }

    private async Task<IEnumerable<string>> NamesAsync<T>(string? labels, CancellationToken cancellationToken)
        where T : class, IResource<T> =>
        (await Client.ListAsync<T>(new Selection(Namespace, labels), cancellationToken)).Items.Select(item => $"{T.Type.Kind} {item.Metadata.Name}");
}
