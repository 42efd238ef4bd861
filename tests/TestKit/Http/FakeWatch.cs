using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace ParallelJobs.TestKit.Http;

/// <summary>A watch that a client has open, and the body of its answer, which says when the client lets go of it. For one thread at a time.</summary>
internal sealed class FakeWatch(ApiRequest request, Pipe events, Action<FakeWatch> closed) : StreamContent(events.Reader.AsStream())
{
    private readonly FakeSelector _selector = new(request);

    public ApiRequest Request { get; } = request;

    /// <summary>Ends it in order after its time.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>A pipe that is never full: what is sent waits for the reader, the sender does not.</summary>
    public static Pipe NewPipe() => new(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));

    public void Offer(FakeChange change)
    {
        if (change.EventFor(_selector) is { } line)
        {
            Send(line + "\n");
        }
    }

    public void Send(string text)
    {
        events.Writer.Write(Encoding.UTF8.GetBytes(text));
        // It has ended when it returns: the reader goes on elsewhere, and the pipe is never full.
        events.Writer.FlushAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>In order, or as when the connection breaks.</summary>
    public void End(bool broken)
    {
        Timer?.Dispose();
        events.Writer.Complete(broken ? new IOException("the connection broke, as the test says") : null);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        closed(this);
    }
}
