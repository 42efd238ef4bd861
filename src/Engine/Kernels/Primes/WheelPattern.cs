using System.Runtime.InteropServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The wheel bytes from 0 on with the multiples of some primes (the primes themselves too) crossed off: a whole number of periods,
/// not shorter than a step, and one step more. Immutable.
/// </summary>
internal sealed class WheelPattern
{
    private readonly byte[] _bytes;

    public WheelPattern(ReadOnlySpan<uint> primes)
    {
        var period = 1;
        foreach (var prime in primes)
        {
            period *= (int)prime;
        }

        Period = period * ((WheelPatterns.Step + period - 1) / period);
        _bytes = GC.AllocateArray<byte>(Period + WheelPatterns.Step, pinned: true);
        Array.Fill(_bytes, byte.MaxValue);
        foreach (var prime in primes)
        {
            CrossOff(prime);
        }
    }

    /// <summary>Bytes after which the pattern repeats; at least a step.</summary>
    public int Period { get; }

    /// <summary>The first byte, which stays where it is as long as the pattern lives.</summary>
    public unsafe byte* Origin => (byte*)Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);

    private void CrossOff(uint prime)
    {
        var end = (uint)_bytes.Length * Wheel.Span;
        for (var multiple = prime; multiple < end; multiple += 2 * prime)
        {
            _bytes[multiple / Wheel.Span] &= (byte)~Wheel.BitOf[(int)(multiple % Wheel.Span)];
        }
    }
}
