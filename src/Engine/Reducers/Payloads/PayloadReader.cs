using System.Buffers.Binary;
using System.Numerics;

namespace ParallelJobs.Engine.Reducers.Payloads;

/// <summary>
/// Reads what <see cref="PayloadWriter"/> wrote, from bytes that may be anything: nothing is allocated for a length before that many
/// bytes are known to be there, and only canonical forms are accepted, so whatever is read is written as the same bytes again.
/// </summary>
internal ref struct PayloadReader
{
    private ReadOnlySpan<byte> _rest;

    /// <exception cref="InvalidDataException">The header is of another version or kind of partial.</exception>
    public PayloadReader(ReadOnlySpan<byte> payload, char kind)
    {
        _rest = payload;
        Require(ReadByte() == PayloadWriter.Version, "another version");
        Require(ReadByte() == kind, "another kind of partial");
    }

    public byte ReadByte() => Take(1)[0];

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    public long ReadInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public double ReadDouble() => BitConverter.Int64BitsToDouble(ReadInt64());

    /// <summary>A 64-bit number that is not negative.</summary>
    public long ReadCount()
    {
        var count = ReadInt64();
        Require(count >= 0, "a negative count");
        return count;
    }

    /// <summary>A 128-bit number that is not negative.</summary>
    public Int128 ReadLargeCount()
    {
        var count = BinaryPrimitives.ReadInt128LittleEndian(Take(16));
        Require(count >= 0, "a negative count");
        return count;
    }

    public BigInteger ReadInteger()
    {
        var length = ReadUInt32();
        Require(length <= (uint)_rest.Length, "too short");
        var value = new BigInteger(Take((int)length));
        Require(value.GetByteCount() == length, "a whole number that is not in its shortest form");
        return value;
    }

    /// <exception cref="InvalidDataException">There is more.</exception>
    public readonly void RequireEnd() => Require(_rest.IsEmpty, "too long");

    /// <exception cref="InvalidDataException">The condition does not hold.</exception>
    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The bytes are not a partial of this reducer: {problem}");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        Require(length <= _rest.Length, "too short");
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
