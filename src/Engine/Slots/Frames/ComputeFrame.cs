using System.Buffers.Binary;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots.Frames;

/// <summary>The positions to compute: start and end, eight bytes each, little-endian.</summary>
internal static class ComputeFrame
{
    public const int Bytes = 16;

    public static void Write(Span<byte> body, PositionRange positions)
    {
        BinaryPrimitives.WriteInt64LittleEndian(body, positions.Start);
        BinaryPrimitives.WriteInt64LittleEndian(body[8..], positions.End);
    }

    public static PositionRange Read(ReadOnlySpan<byte> body) =>
        new(BinaryPrimitives.ReadInt64LittleEndian(body), BinaryPrimitives.ReadInt64LittleEndian(body[8..]));
}
