using System.Collections.Immutable;
using ParallelJobs.Operator.Reconcile.Observe;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>From what is there to what is to be done: small rules, one after the other. Pure.</summary>
internal static class Planner
{
    private static readonly ImmutableArray<Func<JobObservation, Decision, Decision>> Rules =
    [
        HandsOffRule.Apply,
        AcceptanceRule.Apply,
        FinishedRule.Apply,
        QueueRule.Apply,
        RetryRule.Apply,
        OutcomeRule.Apply,
        SteeringRule.Apply,
        DeadlineRule.Apply,
        WorkersRule.Apply,
        TroubleRule.Apply,
        ProgressRule.Apply,
    ];

    public static Decision Decide(JobObservation seen)
    {
        seen = StandingWishes.Of(seen);
        var decision = new Decision { Status = seen.Status };
        foreach (var rule in Rules)
        {
            decision = rule(seen, decision);
            if (decision.IsFinal)
            {
                break;
            }
        }

        return decision.HandsOff ? decision : SummaryRule.Apply(seen, decision);
    }
}
