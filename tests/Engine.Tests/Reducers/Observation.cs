using System.Numerics;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Tests.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

/// <summary>One observation, for tests: a double, or a whole number.</summary>
internal sealed record Observation(long Item, double Double, BigInteger? Integer = null)
{
    public ExactNumber Number => Integer is { } integer ? new ExactNumber(integer) : new ExactNumber(Double);

    public void EnterInto(IPartial partial)
    {
        if (Integer is { } integer)
        {
            partial.Observe(Item, integer);
        }
        else
        {
            partial.Observe(Item, Double);
        }
    }

    /// <summary>
    /// Few items and many equal values, so that ties are common; some NaNs and infinities; whole numbers of up to 100 bits.
    /// </summary>
    public static Observation[] Many(Random random, int count, bool finite)
    {
        var values = RandomDoubles.Many(random, count);
        return [.. values.Select(value => random.Next(10) switch
        {
            0 => new Observation(random.Next(20), 0, random.Next(-3, 4)),
            1 => new Observation(random.Next(20), 0, (BigInteger)random.NextInt64() * random.NextInt64(-5, 5) * random.NextInt64()),
            2 when !finite => new Observation(random.Next(20), random.Next(3) switch
            {
                0 => double.NaN,
                1 => double.PositiveInfinity,
                _ => double.NegativeInfinity,
            }),
            _ => new Observation(random.Next(20), value),
        })];
    }
}
