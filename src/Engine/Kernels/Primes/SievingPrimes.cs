using System.Runtime.CompilerServices;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The primes below 2^20 in order: enough to sieve up to 2^40, and to sieve any larger sieving primes. Built once a process in about
/// a millisecond, then immutable and shared by all slots.
/// </summary>
internal static class SievingPrimes
{
    public const int Limit = 1 << 20;

    private static readonly uint[] Table = MakeTable();

    public static ReadOnlySpan<uint> All => Table;

    /// <summary>Index of the first prime above <paramref name="number"/>.</summary>
    public static int IndexAbove(uint number)
    {
        var index = Table.AsSpan().BinarySearch(number);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>The plain sieve of Eratosthenes over odd numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint[] MakeTable()
    {
        var composite = new bool[Limit / 2];
        var primes = new List<uint>(82_025) { 2 };
        for (var i = 1; i < composite.Length; i++)
        {
            if (composite[i])
            {
                continue;
            }

            var prime = (2 * i) + 1;
            primes.Add((uint)prime);
            for (var multiple = (long)prime * prime / 2; multiple < composite.Length; multiple += prime)
            {
                composite[multiple] = true;
            }
        }

        return [.. primes];
    }
}
