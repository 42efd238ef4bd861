using System.Buffers;
using System.Buffers.Binary;

namespace ParallelJobs.Engine.Slots.Frames;

/// <summary>
/// Frames over a pair of pipes: four bytes of length, little-endian, one byte of kind, the body. One thread at a time reads, one writes.
/// </summary>
internal sealed class FrameStream(Stream input, Stream output)
{
    private const int HeaderBytes = 5;
    private const int LargestBody = 64 << 20;
    private readonly byte[] _header = new byte[HeaderBytes];
    private byte[] _body = new byte[4096];

    public void Write(FrameKind kind, ReadOnlySpan<byte> body)
    {
        var frame = ArrayPool<byte>.Shared.Rent(HeaderBytes + body.Length);
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        frame[4] = (byte)kind;
        body.CopyTo(frame.AsSpan(HeaderBytes));

        // One write, so that the other side is woken once.
        output.Write(frame, 0, HeaderBytes + body.Length);
        output.Flush();
        ArrayPool<byte>.Shared.Return(frame);
    }

    /// <summary>The next frame, valid until the next call; false when the other side has closed its end.</summary>
    /// <exception cref="InvalidDataException">What came is not a frame.</exception>
    public bool TryRead(out FrameKind kind, out ReadOnlyMemory<byte> body)
    {
        (kind, body) = (default, default);
        if (input.ReadAtLeast(_header, HeaderBytes, throwOnEndOfStream: false) < HeaderBytes)
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(_header);
        if (length is < 0 or > LargestBody)
        {
            throw new InvalidDataException($"a frame of {length} bytes");
        }

        if (_body.Length < length)
        {
            _body = new byte[length];
        }

        if (input.ReadAtLeast(_body.AsSpan(0, length), length, throwOnEndOfStream: false) < length)
        {
            return false;
        }

        (kind, body) = ((FrameKind)_header[4], _body.AsMemory(0, length));
        return true;
    }
}
