using ParallelJobs.Contracts.Resource;
using ParallelJobs.Operator.Reconcile.Observe;
using ParallelJobs.Queue;
using static ParallelJobs.Operator.Tests.Plan.Situation;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Situations of every kind, also such as no right program makes.</summary>
internal sealed class RandomWalk(Random random)
{
    public Situation Situation() => new()
    {
        Spec = One(
            Pi(), Pi(), Pi("\"suspend\":true"), Pi("\"cancel\":true"), Pi("\"retryFailed\":1"), Pi("\"workers\":{\"replicas\":0}"), Pi("\"activeDeadlineSeconds\":1"),
            Pi("\"ttlSecondsAfterFinished\":0"), Pi("\"limits\":{\"maxInFlight\":10}"), Pi("\"maxFailedItems\":5,\"retry\":{\"onExhausted\":\"DeadLetter\"}"), "{}", "[]", "7",
            """{"managedBy":"x/y"}""", """{"range":{"start":1,"end":9},"kernel":{"name":"pi"},"leafSize":1}"""),
        AcceptedSpec = One(null, null, Pi(), Pi("\"workers\":{\"replicas\":1}")),
        Generation = random.Next(1, 3),
        Status = Status(),
        Ledger = View(),
        Children = [.. Enumerable.Range(1, random.Next(4)).Select(number => Child(number, random.Next(3), One(Uid, Uid, Uid, "another"), random.Next(8) == 0 ? 1 : 0, Age(), One<bool?>(null, null, true)))],
        Pods = [.. Enumerable.Range(0, random.Next(4)).Select(_ => One(Ready(), Waiting("ErrImagePull", "x"), Failed("Evicted", null), Unschedulable("y")))],
        Missing = One(MissingPods.None, new(Age(), null), new(null, new("FailedCreate", "quota"))),
        Capacity = random.Next(4),
        DeletionTimestamp = random.Next(20) == 0 ? Now : null,
    };

    private ParallelJobStatus Status() => random.Next(3) == 0 ? new() : StatusWith(
        One(ConditionTypes.Progressing, ConditionTypes.Suspended, ConditionTypes.Complete, ConditionTypes.Failed, ConditionTypes.Accepted),
        One(ConditionStatus.True, ConditionStatus.False),
        One("A", "Cancelled", "WorkerCapacity", new string('x', 300)),
        Age()) with
    {
        StartTime = One<DateTimeOffset?>(null, Now - Age()),
        CompletionTime = One<DateTimeOffset?>(null, Now - Age()),
        RetriedFailed = One<int?>(null, 1),
        Incarnation = One<int?>(null, 1, 2, 3),
    };

    private LedgerView View()
    {
        var state = One(Enum.GetValues<JobState>());
        return One(
            LedgerView.Unknown,
            new() { IsEntered = false },
            new() { Trouble = "no" },
            Entered(state, random.Next(1000), random.Next(2) * 10, random.Next(3)),
            Entered(state, random.Next(1000), random.Next(2) * 10, random.Next(3)),
            Entered(state, random.Next(1000), 0, 1, "no"));
    }

    private TimeSpan Age() => TimeSpan.FromSeconds(random.Next(200));

    private T One<T>(params T[] choices) => choices[random.Next(choices.Length)];
}
