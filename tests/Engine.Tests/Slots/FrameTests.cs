using ParallelJobs.Engine.Slots.Frames;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Tests.Slots;

public sealed class FrameTests
{
    [Fact]
    public void A_frame_arrives_as_it_was_sent_however_large()
    {
        using var pipe = new MemoryStream();
        var frames = new FrameStream(pipe, pipe);
        byte[] large = [.. Enumerable.Range(0, 100_000).Select(i => (byte)i)];
        frames.Write(FrameKind.Job, large);
        frames.Write(FrameKind.Ready, []);
        pipe.Position = 0;
        Assert.True(frames.TryRead(out var first, out var body));
        Assert.Equal(FrameKind.Job, first);
        Assert.Equal(large, body.ToArray());
        Assert.True(frames.TryRead(out var second, out body));
        Assert.Equal((FrameKind.Ready, 0), (second, body.Length));
        Assert.False(frames.TryRead(out _, out _));
    }

    [Theory]
    [InlineData(new byte[] { 1, 0, 0 })]
    [InlineData(new byte[] { 9, 0, 0, 0, 1, 2, 3 })]
    public void A_frame_that_was_cut_off_is_the_end(byte[] bytes) =>
        Assert.False(new FrameStream(new MemoryStream(bytes), Stream.Null).TryRead(out _, out _));

    [Fact]
    public void Bytes_that_are_no_frame_are_refused_before_memory_is_taken_for_them() =>
        Assert.Throws<InvalidDataException>(
            () => new FrameStream(new MemoryStream([255, 255, 255, 127, 1]), Stream.Null).TryRead(out _, out _));

    [Fact]
    public void An_outcome_is_read_as_it_was_written()
    {
        var usage = new SlotUsage(new ThreadUsage(0.5, 1.5, 2, 3), 4, 0.25, 0);
        var written = new OutcomeFrame(123, usage, [new LeafFailure(7, "why"), new LeafFailure(9, "")], new byte[] { 1, 2, 3 });
        var read = OutcomeFrame.Read(written.ToBytes());
        Assert.Equal((123, usage), (read.ComputeNanoseconds, read.Usage));
        Assert.Equal(written.Failed, read.Failed);
        Assert.Equal(written.Payload.ToArray(), read.Payload.ToArray());
    }
}
