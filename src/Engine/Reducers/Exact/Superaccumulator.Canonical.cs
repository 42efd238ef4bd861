using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <content>
/// The canonical form: sign and magnitude with all carries propagated, so equal sums are equal bytes. Flags (bit 0 negative, bit 1
/// non-finite terms), the three counts if there are any, the index of the lowest limb that is not zero, how many limbs there are up to
/// the highest that is not zero, and these limbs in 32 bits each. Zero is not negative and has the index 0 and no limbs.
/// </content>
internal sealed partial class Superaccumulator
{
    private const byte NegativeFlag = 1;
    private const byte NonFiniteFlag = 2;

    /// <summary>Equal to the sum of nothing.</summary>
    public bool IsEmpty => _nonFinite.IsEmpty && ToBigInteger().IsZero;

    /// <summary>The sum of the terms that were not finite, when there were any; the sum is then no number of this form.</summary>
    public bool TryGetNonFinite(out double sum)
    {
        sum = _nonFinite.Sum;
        return !_nonFinite.IsEmpty;
    }

    /// <summary>The finite terms' sum, in units of 2^UnitExponent.</summary>
    public BigInteger ToBigInteger()
    {
        Span<uint> words = stackalloc uint[_range.Limbs - 1];
        var negative = CopyMagnitudeTo(words);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(words, words);
        }

        var magnitude = new BigInteger(MemoryMarshal.AsBytes(words), isUnsigned: true);
        return negative ? -magnitude : magnitude;
    }

    /// <summary>The sum, rounded once, half to even.</summary>
    public double Round() =>
        TryGetNonFinite(out var sum) ? sum : ExactRational.Round(ToBigInteger(), BigInteger.One << -_range.UnitExponent);

    /// <exception cref="OverflowException">The sum has left the range, which takes more than 2^64 terms.</exception>
    public void WriteTo(IBufferWriter<byte> output)
    {
        Span<uint> words = stackalloc uint[_range.Limbs - 1];
        var negative = CopyMagnitudeTo(words);
        output.WriteByte((byte)((negative ? NegativeFlag : 0) | (_nonFinite.IsEmpty ? 0 : NonFiniteFlag)));
        if (!_nonFinite.IsEmpty)
        {
            _nonFinite.WriteTo(output);
        }

        var first = Math.Max(0, words.IndexOfAnyExcept(0U));
        var span = words[first..(words.LastIndexOfAnyExcept(0U) + 1)];
        output.WriteByte((byte)first);
        output.WriteByte((byte)span.Length);
        foreach (var word in span)
        {
            output.WriteUInt32(word);
        }
    }

    /// <exception cref="InvalidDataException">The bytes are not a canonical form of this range.</exception>
    public static Superaccumulator Read(ref PayloadReader reader, SuperaccumulatorRange range)
    {
        var result = new Superaccumulator(range);
        var flags = reader.ReadByte();
        PayloadReader.Require(flags <= (NegativeFlag | NonFiniteFlag), "unknown flags of a sum");
        if ((flags & NonFiniteFlag) != 0)
        {
            result._nonFinite = NonFiniteCounts.Read(ref reader);
            PayloadReader.Require(!result._nonFinite.IsEmpty, "no non-finite terms where the flags say there are");
        }

        int first = reader.ReadByte();
        int count = reader.ReadByte();
        PayloadReader.Require(first + count < range.Limbs, "more limbs than the range of a sum has");
        PayloadReader.Require(count > 0 || (first == 0 && (flags & NegativeFlag) == 0), "a zero that is not canonical");
        var sign = (flags & NegativeFlag) != 0 ? -1 : 1;
        foreach (ref var limb in result._limbs.AsSpan(first, count))
        {
            limb = sign * (long)reader.ReadUInt32();
        }

        PayloadReader.Require(
            count == 0 || (result._limbs[first] != 0 && result._limbs[first + count - 1] != 0), "zeros around the limbs of a sum");
        result._weight = 1;
        return result;
    }

    /// <summary>Brings every limb but the highest into [0, 2^32); the highest becomes the sign, 0 or -1.</summary>
    private void Carry()
    {
        var carry = 0L;
        foreach (ref var limb in _limbs.AsSpan(0, _limbs.Length - 1))
        {
            var sum = checked(limb + carry);
            limb = (uint)sum;
            carry = sum >> 32;
        }

        _limbs[^1] += carry;
        _weight = 1;
        RequireRange(_limbs[^1] is 0 or -1);
    }

    /// <summary>Writes the magnitude in 32-bit words, the lowest first, and says whether the sum is negative.</summary>
    private bool CopyMagnitudeTo(Span<uint> words)
    {
        Carry();
        long sign = _limbs[^1] < 0 ? -1 : 1;
        var carry = 0L;
        for (var i = 0; i < words.Length; i++)
        {
            var word = (sign * _limbs[i]) + carry;
            words[i] = (uint)word;
            carry = word >> 32;
        }

        RequireRange((sign * _limbs[^1]) + carry == 0);
        return sign < 0;
    }

    private void RequireRange(bool held)
    {
        if (!held)
        {
            throw new OverflowException($"The exact sum has left its range of {_range.Limbs} limbs from 2^{_range.UnitExponent}");
        }
    }
}
