using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>The loops over items, written once; the compiler makes them anew for each function and rule.</summary>
internal sealed class IntegrationLoop<TFunction, TRule>(TFunction function, TRule rule, IntegrationGrid grid)
    where TFunction : struct, IIntegrand
    where TRule : struct, IRule
{
    /// <summary>Items of the four vectors that one turn of the loop takes, one for each accumulator.</summary>
    public const int Group = 4 * Lanes;

    private const int Lanes = 8;

    public IntegrationGrid Grid => grid;

    /// <summary>The definition of an item, and the oracle of the vector path.</summary>
    public double Item(long item) => rule.Item(function, item + rule.Place, grid.Start, grid.Step);

    /// <summary>The sum of <paramref name="groups"/> groups of items from <paramref name="first"/> on, by lanes.</summary>
    /// <remarks>It calls nothing that is not inlined: no vector register outlives a call, so one call would send all to memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<double> SumOfGroups(long first, int groups)
    {
        var (f, r) = (function, rule);
        var start = Vector512.Create(grid.Start);
        var step = Vector512.Create(grid.Step);
        var place = Numbers(first) + Vector512.Create(r.Place);
        var sum0 = Vector512<double>.Zero;
        var sum1 = Vector512<double>.Zero;
        var sum2 = Vector512<double>.Zero;
        var sum3 = Vector512<double>.Zero;
        for (; groups > 0; groups--)
        {
            sum0 += r.Items(f, place, start, step);
            sum1 += r.Items(f, place + Vector512.Create(1.0 * Lanes), start, step);
            sum2 += r.Items(f, place + Vector512.Create(2.0 * Lanes), start, step);
            sum3 += r.Items(f, place + Vector512.Create(3.0 * Lanes), start, step);
            place += Vector512.Create(1.0 * Group);
        }

        return (sum0 + sum1) + (sum2 + sum3);
    }

    /// <summary>
    /// The sum of the <paramref name="count"/> items from <paramref name="first"/> on, by lanes; lanes past the end count as 0,
    /// whatever they hold.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Vector512<double> SumOfRest(long first, int count)
    {
        var (f, r) = (function, rule);
        var start = Vector512.Create(grid.Start);
        var step = Vector512.Create(grid.Step);
        var sum = Vector512<double>.Zero;
        for (var done = 0; done < count; done += Lanes)
        {
            var isItem = Vector512.LessThan(Numbers(done), Vector512.Create((double)count));
            sum += Vector512.ConditionalSelect(isItem, r.Items(f, Numbers(first + done) + Vector512.Create(r.Place), start, step), Vector512<double>.Zero);
        }

        return sum;
    }

    /// <summary>
    /// The items from <paramref name="first"/> on, as many as fit into <paramref name="values"/>, whose length is a multiple of 8.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(long first, Span<double> values)
    {
        var (f, r) = (function, rule);
        var start = Vector512.Create(grid.Start);
        var step = Vector512.Create(grid.Step);
        for (; !values.IsEmpty; values = values[Lanes..])
        {
            r.Items(f, Numbers(first) + Vector512.Create(r.Place), start, step).CopyTo(values);
            first += Lanes;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Numbers(long first) =>
        Vector512.Create((double)first) + Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
}
