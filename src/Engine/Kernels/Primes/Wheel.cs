using System.Numerics;

namespace ParallelJobs.Engine.Kernels.Primes;

/// <summary>
/// The wheel of 30: byte b of a sieve stands for the eight numbers 30 b + 1, 7, 11, 13, 17, 19, 23, 29 that 2, 3 and 5 do not divide,
/// lowest bit first.
/// </summary>
/// <remarks>
/// The multiples of a prime p = 30 q + r that the wheel holds are p (30 k + s), s one of the residues: byte p k + floor(p s / 30), so a
/// turn k covers p bytes and crosses off one bit of each weight. Bit j is hit by the one s with r s = residue j modulo 30, and
/// floor(p s / 30) = q s + floor(r s / 30): <see cref="Turns"/> holds s and the constant for every r and j. Taken by bit and not by size,
/// the eight steps of a turn are the same code for every prime.
/// </remarks>
internal static class Wheel
{
    /// <summary>Numbers a byte.</summary>
    public const int Span = 30;

    public const int Bits = 8;

    /// <summary>Eight factors s and eight constants for each of the 30 residues of p; zeros where p is not on the wheel.</summary>
    public static readonly int[] Turns = MakeTurns();

    /// <summary>The bit of a number's residue modulo 30, or 0 where it is not on the wheel.</summary>
    public static ReadOnlySpan<byte> BitOf =>
    [
        0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 4, 0, 8, 0, 0, 0, 16, 0, 32, 0, 0, 0, 64, 0, 0, 0, 0, 0, 128,
    ];

    /// <summary>For each bit of eight wheel bytes read as one little-endian word: its number, less the first number.</summary>
    public static readonly byte[] OffsetInWord =
        [.. Enumerable.Range(0, sizeof(ulong) * Bits).Select(bit => (byte)((bit / Bits * Span) + Residues[bit % Bits]))];

    /// <summary>For each byte: how many bits it has and, times 2^32, the sum of their residues.</summary>
    public static readonly ulong[] BitsAndResidues = MakeBitsAndResidues();

    public static ReadOnlySpan<byte> Residues => [1, 7, 11, 13, 17, 19, 23, 29];

    /// <summary>From a residue to the next one on the wheel.</summary>
    public static ReadOnlySpan<byte> GapAfter =>
    [
        1, 6, 5, 4, 3, 2, 1, 4, 3, 2, 1, 2, 1, 4, 3, 2, 1, 2, 1, 4, 3, 2, 1, 6, 5, 4, 3, 2, 1, 2,
    ];

    /// <summary>The bits whose residue is at least <paramref name="residue"/>.</summary>
    public static byte From(int residue)
    {
        var bits = 0;
        for (var i = residue; i < Span; i++)
        {
            bits |= BitOf[i];
        }

        return (byte)bits;
    }

    private static ulong[] MakeBitsAndResidues()
    {
        var table = new ulong[1 << Bits];
        for (var bits = 1; bits < table.Length; bits++)
        {
            table[bits] = table[bits & (bits - 1)] + 1 + ((ulong)Residues[BitOperations.TrailingZeroCount(bits)] << 32);
        }

        return table;
    }

    private static int[] MakeTurns()
    {
        var turns = new int[Span * 2 * Bits];
        foreach (var r in Residues)
        {
            foreach (var s in Residues)
            {
                var bit = BitOperations.TrailingZeroCount(BitOf[r * s % Span]);
                turns[(r * 2 * Bits) + bit] = s;
                turns[(r * 2 * Bits) + Bits + bit] = r * s / Span;
            }
        }

        return turns;
    }
}
