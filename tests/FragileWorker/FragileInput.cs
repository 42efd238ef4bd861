using System.Buffers.Binary;

namespace ParallelJobs.FragileWorker;

/// <summary>
/// What a slot's process is asked, read along: when it is asked for the fault's leaf, alone or among others, the fault happens. A frame is four
/// bytes of length, one of kind, and the body; that of a request to compute is the first position and the one after the last.
/// </summary>
internal sealed class FragileInput(Stream inner, Fault fault) : Stream
{
    private const int HeaderBytes = 5;
    private const byte Compute = 3;
    private readonly List<byte> _frame = [];

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = inner.Read(buffer, offset, count);
        for (var i = offset; i < offset + read; i++)
        {
            Follow(buffer[i]);
        }

        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Follow(byte next)
    {
        _frame.Add(next);
        var frame = _frame.ToArray().AsSpan();
        if (frame.Length < HeaderBytes || frame.Length < HeaderBytes + BinaryPrimitives.ReadInt32LittleEndian(frame))
        {
            return;
        }

        _frame.Clear();
        var body = frame[HeaderBytes..];
        if (frame[HeaderBytes - 1] == Compute
            && BinaryPrimitives.ReadInt64LittleEndian(body) <= fault.Position
            && fault.Position < BinaryPrimitives.ReadInt64LittleEndian(body[sizeof(long)..]))
        {
            fault.Happen(CancellationToken.None);
        }
    }
}
