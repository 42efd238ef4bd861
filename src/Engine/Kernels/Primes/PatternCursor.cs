using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>Applies the patterns of the small primes to a window from its start on; remembers how far each has come.</summary>
internal sealed unsafe class PatternCursor
{
    private readonly WheelPattern[] _patterns = WheelPatterns.All;
    private readonly int[] _phases = new int[WheelPatterns.All.Length];

    public void Start(ulong firstByte)
    {
        for (var i = 0; i < _phases.Length; i++)
        {
            _phases[i] = (int)(firstByte % (uint)_patterns[i].Period);
        }
    }

    /// <summary>
    /// Continues from <paramref name="start"/>, where the last call ended, in whole steps: up to one step less a byte beyond
    /// <paramref name="end"/> is written.
    /// </summary>
    public void Apply(byte* start, byte* end)
    {
        for (var i = 0; i < _phases.Length; i += WheelPatterns.Group)
        {
            ApplyGroup(start, end, _patterns.AsSpan(i), _phases.AsSpan(i));
        }
    }

    /// <summary>
    /// Four patterns at a time share the load and the store of the window. Vectors of 256 bits: patterns are read at any address, where
    /// every second such vector stays within a cache line and a vector of 512 bits never does.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ApplyGroup(byte* start, byte* end, ReadOnlySpan<WheelPattern> patterns, Span<int> phases)
    {
        byte* p0 = patterns[0].Origin, p1 = patterns[1].Origin, p2 = patterns[2].Origin, p3 = patterns[3].Origin;
        int period0 = patterns[0].Period, period1 = patterns[1].Period, period2 = patterns[2].Period, period3 = patterns[3].Period;
        int at0 = phases[0], at1 = phases[1], at2 = phases[2], at3 = phases[3];
        for (var at = start; at < end; at += WheelPatterns.Step)
        {
            for (var i = 0; i < WheelPatterns.Step; i += Vector256<byte>.Count)
            {
                var left = Vector256.Load(at + i);
                left &= Vector256.Load(p0 + at0 + i);
                left &= Vector256.Load(p1 + at1 + i);
                left &= Vector256.Load(p2 + at2 + i);
                left &= Vector256.Load(p3 + at3 + i);
                left.Store(at + i);
            }

            at0 = Advance(at0, period0);
            at1 = Advance(at1, period1);
            at2 = Advance(at2, period2);
            at3 = Advance(at3, period3);
        }

        phases[0] = at0;
        phases[1] = at1;
        phases[2] = at2;
        phases[3] = at3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Advance(int phase, int period)
    {
        var next = phase + WheelPatterns.Step;
        return next >= period ? next - period : next;
    }
}
