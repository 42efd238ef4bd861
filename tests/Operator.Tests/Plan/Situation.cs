using System.Collections.Immutable;
using System.Text.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Options;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Queue;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>A job as an operator may find it; each member changes one thing.</summary>
internal sealed record Situation
{
    public const string Uid = "11111111-2222-3333-4444-555555555555";

    public static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public string Spec { get; init; } = """{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,"workers":{"replicas":2}}""";

    public ParallelJobStatus Status { get; init; } = new();

    public LedgerView Ledger { get; init; } = new() { IsEntered = false };

    /// <summary>What the ledger accepted before; null for what is written.</summary>
    public string? AcceptedSpec { get; init; }

    public ImmutableArray<Job> Children { get; init; } = [];

    public ImmutableArray<Pod> Pods { get; init; } = [];

    public MissingPods Missing { get; init; } = MissingPods.None;

    public int Capacity { get; init; } = 200;

    public long Generation { get; init; } = 1;

    public OperatorOptions Options { get; init; } = new() { Namespace = "system", Identity = "me", WorkerImage = "worker:1" };

    public DateTimeOffset? DeletionTimestamp { get; init; }

    public Decision Decide() => Planner.Decide(Observe());

    public JobObservation Observe()
    {
        var resource = new JobResource
        {
            Metadata = new() { Name = "pi", Namespace = "default", Uid = Uid, Generation = Generation, ResourceVersion = "7", DeletionTimestamp = DeletionTimestamp },
            Spec = JsonDocument.Parse(Spec).RootElement,
        };
        var written = SpecReading.Of(resource);
        return new JobObservation
        {
            Resource = resource,
            Written = written,
            Status = Status,
            Accepted = Acceptance.Of(written.Job, AcceptedSpec, new() { Name = "pi", Namespace = "default", Uid = Uid }),
            Ledger = Ledger,
            Children = Children,
            Pods = Pods,
            Missing = Missing,
            Capacity = Capacity,
            Now = Now,
            Options = Options,
        };
    }

    /// <summary>Spec of a thousand items in leaves of ten, with these fields besides, as JSON after a comma.</summary>
    public static string Pi(string more = "\"workers\":{\"replicas\":2}") =>
        $$"""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"leafSize":10,{{more}}}""";

    public static LedgerView Entered(JobState state = JobState.Open, long completed = 0, long failed = 0, int workers = 0, string? trouble = null) => new()
    {
        IsEntered = true,
        Trouble = trouble,
        Progress = new JobProgress
        {
            State = state,
            Items = 1000,
            Completed = completed,
            InFlight = 0,
            Retrying = 0,
            Failed = failed,
            LiveWorkers = workers,
        },
        Folded = new FoldedResult(state, PositionSet.Empty, ReadOnlyMemory<byte>.Empty, 0),
        ItemsPerSecond = completed > 0 ? 100 : null,
    };

    public static Job Child(
        int incarnation = 1, int parallelism = 2, string owner = Uid, int succeeded = 0, TimeSpan? age = null, bool? suspend = null) => new()
        {
            Metadata = new()
            {
                Name = $"pi-{incarnation}",
                Namespace = "default",
                Uid = $"child-{incarnation}",
                CreationTimestamp = Now - (age ?? TimeSpan.FromSeconds(5)),
                OwnerReferences = [new OwnerReference { ApiVersion = ParallelJob.ApiVersionName, Kind = ParallelJob.KindName, Name = "pi", Uid = owner, Controller = true }],
            },
            Spec = new JobSpec { Parallelism = parallelism, Suspend = suspend, Template = new PodTemplate { Spec = new PodSpec { Containers = [] } } },
            Status = new JobStatus { Succeeded = succeeded, Active = parallelism },
        };

    public static Pod Ready(string name = "pi-1-a") => new()
    {
        Metadata = new() { Name = name, Namespace = "default" },
        Status = new PodStatus { Phase = "Running", Conditions = [new Condition { Type = "Ready", Status = "True" }] },
    };

    /// <summary>Ended for good.</summary>
    public static Pod Failed(string? reason, string? message) => new()
    {
        Metadata = new() { Name = "pi-1-a", Namespace = "default" },
        Status = new PodStatus { Phase = "Failed", Reason = reason, Message = message },
    };

    public static Pod Unschedulable(string message) => new()
    {
        Metadata = new() { Name = "pi-1-a", Namespace = "default" },
        Status = new PodStatus
        {
            Phase = "Pending",
            Conditions = [new Condition { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = message }],
        },
    };

    public static Pod Waiting(string reason, string message, ContainerTerminated? last = null) => new()
    {
        Metadata = new() { Name = "pi-1-a", Namespace = "default" },
        Status = new PodStatus
        {
            Phase = "Pending",
            ContainerStatuses =
            [
                new ContainerStatus
                {
                    Name = "worker",
                    RestartCount = 3,
                    State = new ContainerState { Waiting = new ContainerWaiting { Reason = reason, Message = message } },
                    LastState = last is null ? null : new ContainerState { Terminated = last },
                },
            ],
        },
    };

    public static ParallelJobStatus StatusWith(string type, ConditionStatus status, string reason, TimeSpan? since = null) => new()
    {
        ObservedGeneration = 1,
        Incarnation = 1,
        Items = new ItemCounts { Total = 1000 },
        Conditions =
        [
            new JobCondition { Type = type, Status = status, Reason = reason, Message = "", LastTransitionTime = Now - (since ?? TimeSpan.Zero) },
        ],
    };
}
