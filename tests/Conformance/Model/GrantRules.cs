using ParallelJobs.Queue;

namespace ParallelJobs.Conformance.Model;

/// <summary>What a grant may and must be, checked against the model just before it takes the grant over.</summary>
public static class GrantRules
{
    /// <summary>Checks a reply's leases one after another and enters them into the model.</summary>
    public static void Follow(ReferenceModel model, ExchangeReport report, ExchangeReply reply)
    {
        var holds = model.LeasesOf(report.Incarnation).ToList();
        if (model.State != JobState.Open || report.Leaving || report.Want.Chunks == 0 || holds.Any(lease => lease.Solo))
        {
            Assert.Empty(reply.Leases);
            return;
        }

        var limited = model.Limits != JobLimits.None;
        var size = limited ? 1 : SizeOf(model, report.Want);
        var chunks = 0L;
        foreach (var lease in reply.Leases)
        {
            Check(model, lease, alone: holds.Count == 0 && reply.Leases.Length == 1);
            chunks += (lease.Range.Length + size - 1) / size;
            if (model[lease.Range.Start].Place == Place.Front)
            {
                var alone = holds.Count == 0 && reply.Leases.Length == 1;
                Assert.Empty(Ready(model, solo: false));
                Assert.False(alone && Ready(model, solo: true).Any(), "a solo range was passed over");
            }

            model.Grant(report.Incarnation, lease);
        }

        Assert.InRange(chunks, 0, report.Want.Chunks);
        if (limited)
        {
            Assert.All(reply.Leases, lease => Assert.Equal(1, lease.Range.Length));
            var most = model.Limits.MaxInFlight ?? long.MaxValue;
            Assert.True(reply.Leases.IsEmpty || model.ItemsIn(Place.Leased) <= most, "too much in flight");
        }

        if (chunks < report.Want.Chunks && MustGoOn(model, reply))
        {
            Assert.Empty(Ready(model, solo: false));
            Assert.Empty(Fronts(model));
            Assert.False(holds.Count == 0 && reply.Leases.IsEmpty && Ready(model, solo: true).Any(), "nobody gets the solo range");
        }
    }

    /// <summary>Whether nothing but a lack of leaves can have ended a grant: no solo lease, no limit that may be reached.</summary>
    private static bool MustGoOn(ReferenceModel model, ExchangeReply reply) =>
        !reply.Leases.Any(lease => lease.Solo)
        && model.Limits.PerSecond is null
        && (model.Limits.MaxInFlight is not { } most || model.ItemsIn(Place.Leased) + model.Job.LeafItems <= most);

    private static void Check(ReferenceModel model, Lease lease, bool alone)
    {
        var first = model[lease.Range.Start];
        var positions = ReferenceModel.In(PositionSet.Of(lease.Range)).Select(position => model[position]).ToList();
        Assert.All(positions, each => Assert.Contains(each.Place, new[] { Place.Front, Place.Waiting }));
        Assert.All(positions, each => Assert.Equal((first.Place, first.Piece), (each.Place, each.Piece)));
        Assert.All(positions, each => Assert.Equal((lease.Attempt - 1, lease.Solo), (each.Attempts, each.Solo)));
        Assert.True(first.Place == Place.Waiting || lease.Range.Start == Fronts(model).First(), "not the front");
        Assert.True(lease.Attempt == 1 || positions.Count == 1, "a range was charged");
        Assert.True(alone || !lease.Solo, "a solo lease is not alone");
        Assert.Equal(model.Job.LeaseDuration, lease.ExpiresIn);
    }

    private static long SizeOf(ReferenceModel model, Want want)
    {
        var left = Fronts(model).Concat(Enumerable.Range(0, (int)model.Job.Leaves).Where(at => model[at].Place == Place.Waiting)).Count();
        var shares = want.CapDivisor * Math.Max(1, model.LiveSlots);
        var cap = shares == 0 ? long.MaxValue : (long)Math.Ceiling((double)left / shares);
        return Math.Max(want.MinLeaves, Math.Min(want.MaxLeaves, cap));
    }

    private static IEnumerable<int> Fronts(ReferenceModel model) =>
        Enumerable.Range(0, (int)model.Job.Leaves).Where(position => model[position].Place == Place.Front);

    private static IEnumerable<int> Ready(ReferenceModel model, bool solo) => Enumerable.Range(0, (int)model.Job.Leaves).Where(
        position => model[position] is { Place: Place.Waiting } each && each.Solo == solo && each.ReadyAt <= model.Now);
}
