using System.Text;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Schema;
using ParallelJobs.Operator.Reconcile.Plan;
using ParallelJobs.Operator.Workers;
using ParallelJobs.Resources;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Older servers let everything through: whatever a spec says, it is accepted, or refused with a sentence.</summary>
public class MutatedManifestTests(ITestOutputHelper output)
{
    private const int Mutations = 2000;

    [Theory]
    [InlineData(1)]
    [InlineData(20300101)]
    public void Every_spec_ends_accepted_or_refused_with_a_sentence(int seed)
    {
        output.WriteLine($"seed {seed}");
        var mutations = new ManifestMutations(new Random(seed));
        var accepted = 0;
        for (var number = 0; number < Mutations / 2; number++)
        {
            var given = new Situation { Spec = mutations.Next() };
            var decision = Decided(given);
            if (decision.HandsOff)
            {
                continue;
            }

            var condition = decision.Status.Find(ConditionTypes.Accepted)!;
            Assert.False(string.IsNullOrWhiteSpace(condition.Message), given.Spec);
            Assert.InRange(Encoding.UTF8.GetByteCount(decision.Status.ToJson().GetRawText()), 1, StatusSchema.MaxBytes);
            accepted += condition.Status == ConditionStatus.True ? 1 : 0;
            Assert.True(condition.Status == ConditionStatus.True || decision is { Enter: false, Create: null }, given.Spec);
        }

        output.WriteLine($"{accepted} of {Mutations / 2} accepted");
        Assert.InRange(accepted, 20, (Mutations / 2) - 20);
    }

    /// <summary>Where a child is to be made, it can be.</summary>
    private static Decision Decided(Situation given)
    {
        try
        {
            var seen = given.Observe();
            var decision = Planner.Decide(seen);
            if (decision.Create is { } child)
            {
                Assert.NotNull(WorkerJob.Of(seen.Resource, seen.Accepted!.Spec, child.Incarnation, child.Parallelism, new("worker:1", 65532)));
            }

            return decision;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}: {given.Spec}", exception);
        }
    }
}
