using Microsoft.Extensions.Logging;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Controllers;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Events;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Fold;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile;
using ParallelJobs.Operator.Reconcile.Act;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue.Postgres;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Hosting;

/// <summary>Everything that only a leader does, made when it begins to lead and gone when it ends.</summary>
internal sealed class LeadersWork : IAsyncDisposable
{
    private static readonly TimeSpan LastEvents = TimeSpan.FromSeconds(5);

    private readonly OperatorOptions _options;
    private readonly JobStores _stores;
    private readonly WorkerClaims _claims;
    private readonly PostgresLedger _ledger;
    private readonly FoldDesk _desk;
    private readonly WorkQueue<ResourceKey> _queue;
    private readonly Controller<ResourceKey> _controller;
    private readonly Departed _departed;
    private readonly EventRecorder _events;
    private readonly QueueSchema _schema;

    public LeadersWork(
        OperatorSettings settings, KubernetesClient client, ClusterWatches watches, Leadership leadership, TimeProvider time, ILoggerFactory logging)
    {
        var options = _options = settings.Options;
        var fenced = client.While(leadership);
        _stores = watches.Stores;
        _ledger = new PostgresLedger(settings.Queue, settings.OwnerKey, options.ManagedBy);
        _schema = new QueueSchema(settings, _ledger, time, logging.CreateLogger<QueueSchema>());
        _desk = new FoldDesk(_ledger, time, logging.CreateLogger<FoldDesk>());
        _queue = new WorkQueue<ResourceKey>(time, new Random());
        _events = new EventRecorder(client, "paralleljobs.io/operator", options.Identity, time, logging.CreateLogger<EventRecorder>());
        var statuses = new StatusWriter(fenced, options, time);
        _claims = new WorkerClaims(options.MaxTotalWorkers);
        var memory = new JobMemory(_claims, new PodWatch(fenced, time));
        var queue = new QueueReader(_ledger, _desk);
        var observer = new JobObserver(_stores, new ChildReader(fenced, _stores), queue, memory, options, time);
        var actor = new JobActor(fenced, _ledger, _desk, new ChildMaker(fenced, _ledger, options, settings.WorkerQueue), statuses, _events);
        _departed = new Departed(_stores, _ledger, _desk, Forget, time);
        _controller = new Controller<ResourceKey>(
            new ControllerOptions { Name = "paralleljob", Concurrency = options.Concurrency },
            _queue,
            new JobReconciler(_stores, observer, actor, _claims, options),
            time,
            logging.CreateLogger<Controller<ResourceKey>>());
        _stores.Resources.Changed += JobChanged;
        _stores.Children.Changed += ChildChanged;
        _stores.Pods.Changed += PodChanged;
        _desk.Changed += _queue.Add;
        _claims.Freed += _queue.Add;

        void Forget(Guid id)
        {
            queue.Forget(id);
            memory.Forget(id.ToString());
            statuses.Forget(id.ToString());
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // A new queue is there before the first job looks for it; one that cannot be reached holds up no job's condition for long.
        await _schema.EnsureAsync(cancellationToken);
        // All are known before the first is looked at: who is oldest cannot be said of some.
        var all = _stores.Resources.List();
        foreach (var resource in all)
        {
            Expect(resource);
        }

        foreach (var resource in all)
        {
            _queue.Add(ResourceKey.Of(resource.Metadata));
        }

        using var last = new CancellationTokenSource();
        var recording = _events.RunAsync(last.Token);
        try
        {
            await Task.WhenAll(_controller.RunAsync(cancellationToken), _departed.RunAsync(cancellationToken), _schema.RunAsync(cancellationToken));
        }
        finally
        {
            await last.CancelAsync();
            await recording.WaitAsync(LastEvents, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _stores.Resources.Changed -= JobChanged;
        _stores.Children.Changed -= ChildChanged;
        _stores.Pods.Changed -= PodChanged;
        await _desk.DisposeAsync();
        _queue.Dispose();
        await _ledger.DisposeAsync();
    }

    private void JobChanged(JobResource? before, JobResource? after)
    {
        if (after is null)
        {
            _departed.Add(Guid.Parse(before!.Metadata.Uid!));
            return;
        }

        if (before is null)
        {
            Expect(after);
        }

        _queue.Add(ResourceKey.Of(after.Metadata));
    }

    private void Expect(JobResource resource) =>
        _claims.Expect(WorkerWish.Expected(resource, _stores.Children.OwnedBy(resource.Metadata.Uid!), _options));

    private void ChildChanged(Job? before, Job? after) => Owned((after ?? before)!.Metadata);

    private void PodChanged(Pod? before, Pod? after) => Owned((after ?? before)!.Metadata);

    /// <summary>Keys travel: a child names its job by labels.</summary>
    private void Owned(ObjectMeta child)
    {
        if (child.Labels is { } labels && labels.TryGetValue(Labels.JobName, out var name) && child.Namespace is { } place)
        {
            _queue.Add(new ResourceKey(place, name));
        }

        if (child.Labels?.GetValueOrDefault(Labels.JobUid) is { } uid && Guid.TryParse(uid, out var id))
        {
            _desk.Nudge(id);
        }
    }
}
