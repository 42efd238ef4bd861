using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace ParallelJobs.Queue.Orders;

/// <summary>
/// A pseudo-random permutation of [0, leaves), in constant memory: a balanced Feistel network permutes the smallest 2^(2w) that holds all
/// leaves, and a value that falls outside is sent through again until it falls inside (cycle walking: J. Black and P. Rogaway, "Ciphers
/// with Arbitrary Finite Domains", 2002). The domain is at most four times the leaves, so that takes at most four rounds on average.
/// Any key gives a bijection. It scatters work; it keeps no secret.
/// </summary>
internal sealed class ShuffledOrder : ILeafOrder
{
    private const int Rounds = 8;

    private readonly long _leaves;
    private readonly int _halfBits;
    private readonly ulong _halfMask;
    private readonly ulong[] _keys = new ulong[Rounds];

    public ShuffledOrder(long leaves, string key)
    {
        _leaves = leaves;
        _halfBits = (BitOperations.Log2((ulong)Math.Max(1, leaves - 1)) + 2) / 2;
        _halfMask = (1UL << _halfBits) - 1;
        var bytes = SHA512.HashData(Encoding.UTF8.GetBytes(key));
        for (var round = 0; round < Rounds; round++)
        {
            _keys[round] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(round * sizeof(ulong)));
        }
    }

    public long LeafAt(long position)
    {
        var value = (ulong)position;
        do
        {
            value = Forward(value);
        }
        while (value >= (ulong)_leaves);
        return (long)value;
    }

    public long PositionOf(long leaf)
    {
        var value = (ulong)leaf;
        do
        {
            value = Backward(value);
        }
        while (value >= (ulong)_leaves);
        return (long)value;
    }

    private ulong Forward(ulong value)
    {
        var (left, right) = (value >> _halfBits, value & _halfMask);
        foreach (var key in _keys)
        {
            (left, right) = (right, left ^ (Mix(right ^ key) & _halfMask));
        }

        return (left << _halfBits) | right;
    }

    private ulong Backward(ulong value)
    {
        var (left, right) = (value >> _halfBits, value & _halfMask);
        for (var round = Rounds - 1; round >= 0; round--)
        {
            (left, right) = (right ^ (Mix(left ^ _keys[round]) & _halfMask), left);
        }

        return (left << _halfBits) | right;
    }

    /// <summary>The finaliser of SplitMix64 (D. Stafford's variant 13): every bit of the input moves every bit of the output.</summary>
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
