using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The primes of a leaf, one sieve window after the other. The scratch memory is made by the first leaf that needs it and stays below
/// 16 MiB; nothing that a leaf computes is used by the next.
/// </summary>
internal sealed class PrimesLeaf(bool sums) : ILeafKernel
{
    private SieveWindow? _window;
    private LargePrimes? _largePrimes;

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        var tally = new PrimeTally(sums);
        var end = (Int128)first + count;
        if (end > 2)
        {
            AddPrimes((ulong)Math.Max(first, 2), (ulong)end, ref tally, cancellationToken);
        }

        partial.AddMoments(tally.Moments);
    }

    private void AddPrimes(ulong first, ulong end, ref PrimeTally tally, CancellationToken cancellationToken)
    {
        while (first < end)
        {
            var plan = SievePlan.For(first, end);
            if (plan.Method == SieveMethod.OneByOne)
            {
                AddOneByOne(first, plan.End, ref tally, cancellationToken);
            }
            else
            {
                AddWindow(first, plan, ref tally, cancellationToken);
            }

            first = plan.End;
        }
    }

    private static void AddOneByOne(ulong first, ulong end, ref PrimeTally tally, CancellationToken cancellationToken)
    {
        for (var number = first; number < end; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Primality.IsPrime((long)number))
            {
                tally.Add(number);
            }
        }
    }

    private void AddWindow(ulong first, SievePlan plan, ref PrimeTally tally, CancellationToken cancellationToken)
    {
        var firstByte = first / Wheel.Span;
        var length = (int)(((plan.End + Wheel.Span - 1) / Wheel.Span) - firstByte);
        var window = WindowOf(length);
        window.Sieve(firstByte, length, plan.Limit, cancellationToken);
        window.Trim((int)(first % Wheel.Span), (int)(plan.End % Wheel.Span));
        if (plan.Limit > SievingPrimes.Limit)
        {
            _largePrimes ??= new LargePrimes();
            _largePrimes.CrossOff(window, plan.Limit, cancellationToken);
        }

        if (plan.Method == SieveMethod.SieveAndTest)
        {
            window.RemoveComposites(cancellationToken);
        }

        tally.Add(window);
        tally.AddOffWheel(first, plan.End);
    }

    private SieveWindow WindowOf(int length)
    {
        if (_window is null || _window.Capacity < length)
        {
            _window = new SieveWindow(Math.Max(length, SievePlan.WindowBytes), SievingPrimes.Limit);
        }

        return _window;
    }
}
