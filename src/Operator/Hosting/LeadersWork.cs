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

    private readonly JobStores _stores;
    private readonly PostgresLedger _ledger;
    private readonly FoldDesk _desk;
    private readonly WorkQueue<ResourceKey> _queue;
    private readonly Controller<ResourceKey> _controller;
    private readonly Departed _departed;
    private readonly EventRecorder _events;

    public LeadersWork(
        OperatorSettings settings, KubernetesClient client, ClusterWatches watches, Leadership leadership, TimeProvider time, ILoggerFactory logging)
    {
        var options = settings.Options;
        var fenced = client.While(leadership);
        _stores = watches.Stores;
        _ledger = new PostgresLedger(settings.Queue, settings.OwnerKey, options.ManagedBy);
        _desk = new FoldDesk(_ledger, time, logging.CreateLogger<FoldDesk>());
        _queue = new WorkQueue<ResourceKey>(time, new Random());
        _events = new EventRecorder(client, "paralleljobs.io/operator", options.Identity, time, logging.CreateLogger<EventRecorder>());
        var statuses = new StatusWriter(fenced, options, time);
        var observer = new JobObserver(fenced, _stores, _desk, _ledger, options, time);
        var actor = new JobActor(fenced, _ledger, _desk, new ChildMaker(fenced, _ledger, options, settings.WorkerQueue), statuses, _events);
        _departed = new Departed(_stores, _ledger, _desk, observer, statuses, time);
        _controller = new Controller<ResourceKey>(
            new ControllerOptions { Name = "paralleljob", Concurrency = options.Concurrency },
            _queue,
            new JobReconciler(_stores, observer, actor),
            time,
            logging.CreateLogger<Controller<ResourceKey>>());
        _stores.Resources.Changed += JobChanged;
        _stores.Children.Changed += ChildChanged;
        _stores.Pods.Changed += PodChanged;
        _desk.Changed += LedgerChanged;
    }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var resource in _stores.Resources.List())
        {
            _queue.Add(ResourceKey.Of(resource.Metadata));
        }

        using var last = new CancellationTokenSource();
        var recording = _events.RunAsync(last.Token);
        try
        {
            await Task.WhenAll(_controller.RunAsync(cancellationToken), _departed.RunAsync(cancellationToken));
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

        _queue.Add(ResourceKey.Of(after.Metadata));
    }

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

    private void LedgerChanged(Guid id)
    {
        if (_stores.Resources.List().FirstOrDefault(resource => resource.Metadata.Uid == id.ToString()) is { } resource)
        {
            _queue.Add(ResourceKey.Of(resource.Metadata));
        }
    }
}
