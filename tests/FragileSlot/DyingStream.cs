using System.Diagnostics;

namespace ParallelJobs.FragileSlot;

/// <summary>Passes writes on; the one after the last allowed is cut in the middle, and the process is gone.</summary>
internal sealed class DyingStream(Stream inner, int writes) : Stream
{
    private int _left = writes;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_left-- > 0)
        {
            inner.Write(buffer, offset, count);
            return;
        }

        inner.Write(buffer, offset, count / 2);
        inner.Flush();
        Process.GetCurrentProcess().Kill();
    }

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
