using System.Runtime.CompilerServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>Crosses off the multiples of primes of the table, turn by turn; remembers where each prime's next turn starts.</summary>
internal sealed unsafe class TurnCursor(uint largestPrime)
{
    /// <summary>By the index of the prime: bytes from the start of the window, at first from less than the prime before it on.</summary>
    private readonly int[] _turns = new int[SievingPrimes.IndexAbove(largestPrime)];

    /// <summary>
    /// Sends the primes of these indices to the turn that holds the first byte of a window, or to the later one that holds the square
    /// of the prime.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Start(ulong firstByte, int from, int to)
    {
        var primes = SievingPrimes.All;
        for (var i = from; i < to; i++)
        {
            var turn = Math.Max(firstByte / primes[i], primes[i] / Wheel.Span);
            _turns[i] = (int)Math.Min((long)(turn * primes[i]) - (long)firstByte, int.MaxValue);
        }
    }

    /// <summary>
    /// Takes each prime through its turns that start before byte <paramref name="end"/> of the window; writes less than the prime's
    /// bytes beyond both ends.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CrossOff(byte* window, int end, int from, int to)
    {
        var primes = SievingPrimes.All;
        var turns = _turns;
        var stop = window + end;
        fixed (int* wheel = Wheel.Turns)
        {
            for (var i = from; i < to; i++)
            {
                if (turns[i] >= end)
                {
                    continue;
                }

                nint prime = (int)primes[i];
                var quotient = (int)(primes[i] / Wheel.Span);
                var turn = wheel + ((primes[i] % Wheel.Span) * 2 * Wheel.Bits);
                nint step0 = (quotient * turn[0]) + turn[8];
                nint step1 = (quotient * turn[1]) + turn[9];
                nint step2 = (quotient * turn[2]) + turn[10];
                nint step3 = (quotient * turn[3]) + turn[11];
                nint step4 = (quotient * turn[4]) + turn[12];
                nint step5 = (quotient * turn[5]) + turn[13];
                nint step6 = (quotient * turn[6]) + turn[14];
                nint step7 = (quotient * turn[7]) + turn[15];
                var at = window + turns[i];
                do
                {
                    at[step0] &= 0b1111_1110;
                    at[step1] &= 0b1111_1101;
                    at[step2] &= 0b1111_1011;
                    at[step3] &= 0b1111_0111;
                    at[step4] &= 0b1110_1111;
                    at[step5] &= 0b1101_1111;
                    at[step6] &= 0b1011_1111;
                    at[step7] &= 0b0111_1111;
                    at += prime;
                }
                while (at < stop);
                turns[i] = (int)(at - window);
            }
        }
    }
}
