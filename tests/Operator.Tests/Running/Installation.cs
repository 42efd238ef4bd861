using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Http;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Operator.Tests.Running;

/// <summary>An API server in memory, a database of its own in a real PostgreSQL, and operators that come and go. Nothing runs by itself.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly string _database;

    private Installation(PostgresServer server, string database)
    {
        (_server, _database) = (server, database);
        var uri = server.SuperuserUri(database);
        Client = new KubernetesClient(FakeApiServer.Url, Api, new() { FieldManager = "user" });
        Settings = new OperatorSettings
        {
            Options = new OperatorOptions { Namespace = "system", Identity = "me", WorkerImage = "worker:1", StatusPace = TimeSpan.FromSeconds(5) },
            Queue = QueueUri.Parse(uri),
            WorkerQueue = new WorkerQueue(uri, server.Port, HasPolicies: true, Peers: null),
            OwnerKey = new byte[32],
        };
    }

    public FakeApiServer Api { get; } = new();

    public KubernetesClient Client { get; }

    public OperatorSettings Settings { get; init; }

    public static async Task<Installation> CreateAsync()
    {
        var server = await SharedPostgres.GetAsync();
        var database = await server.CreateDatabaseAsync();
        await Schema.MigrateAsync(QueueUri.Parse(server.SuperuserUri(database)), workerPassword: null, CancellationToken.None);
        return new Installation(server, database);
    }

    public OperatorLife Start(int mayWrite = int.MaxValue, Func<OperatorOptions, OperatorOptions>? change = null, TimeProvider? time = null) => new(
        Settings with { Options = change?.Invoke(Settings.Options) ?? Settings.Options }, new MortalHandler(Api, mayWrite), time ?? TimeProvider.System);

    public Task<JobResource> ApplyAsync(string name, string spec, params (string Key, string Value)[] labels) => Client.CreateAsync(new JobResource
    {
        Metadata = new() { Namespace = "default", Name = name, Labels = labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal) },
        Spec = JsonDocument.Parse(spec).RootElement,
    });

    /// <summary>The status when it is as said; each change of anything in the cluster is a reason to look.</summary>
    public async Task<ParallelJobStatus> StatusAsync(string name, Func<ParallelJobStatus, bool> when, string what)
    {
        ParallelJobStatus status = new();
        await TestKit.Eventually.Question.UntilYesAsync(
            async token => when(status = StatusReading.Of(await Client.GetAsync<JobResource>("default", name, token))), what, cancellationToken: TestContext.Current.CancellationToken);
        return status;
    }

    public async Task<IReadOnlyList<string>> NamesAsync<T>()
        where T : class, IResource<T> =>
        [.. (await Client.ListAsync<T>(new Selection("default"))).Items.Select(item => item.Metadata.Name!).Order(StringComparer.Ordinal)];

    /// <summary>So that some pods of a Job cannot be made: the words of its controller.</summary>
    public Task SayAsync(Job job, string reason, string message) => Client.CreateAsync(new CoreEvent
    {
        Metadata = new() { Namespace = job.Metadata.Namespace, Name = $"{job.Metadata.Name}.{Guid.NewGuid():N}" },
        InvolvedObject = new() { Uid = job.Metadata.Uid },
        Type = "Warning",
        Reason = reason,
        Message = message,
        LastTimestamp = DateTimeOffset.UtcNow,
    });

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DropDatabaseAsync(_database, CancellationToken.None);
    }
}
