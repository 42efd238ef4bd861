using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;

namespace ParallelJobs.Engine.Reducers.Payloads;

/// <summary>The parts of a partial's canonical bytes. Everything is little-endian.</summary>
internal static class PayloadWriter
{
    /// <summary>Counts up when the bytes of any partial change.</summary>
    public const byte Version = 1;

    /// <summary>Two bytes that every partial begins with: the version, and a letter for the kind of partial.</summary>
    public static void WriteHeader(this IBufferWriter<byte> output, char kind)
    {
        output.WriteByte(Version);
        output.WriteByte((byte)kind);
    }

    public static void WriteByte(this IBufferWriter<byte> output, byte value)
    {
        output.GetSpan(1)[0] = value;
        output.Advance(1);
    }

    public static void WriteUInt32(this IBufferWriter<byte> output, uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(output.GetSpan(sizeof(uint)), value);
        output.Advance(sizeof(uint));
    }

    public static void WriteInt64(this IBufferWriter<byte> output, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    public static void WriteInt128(this IBufferWriter<byte> output, Int128 value)
    {
        BinaryPrimitives.WriteInt128LittleEndian(output.GetSpan(16), value);
        output.Advance(16);
    }

    public static void WriteDouble(this IBufferWriter<byte> output, double value) =>
        output.WriteInt64(BitConverter.DoubleToInt64Bits(value));

    /// <summary>A whole number of any size: its length in 32 bits, and the shortest two's complement.</summary>
    public static void WriteInteger(this IBufferWriter<byte> output, BigInteger value)
    {
        var length = value.GetByteCount();
        output.WriteUInt32((uint)length);
        value.TryWriteBytes(output.GetSpan(length), out _);
        output.Advance(length);
    }
}
