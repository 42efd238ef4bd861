using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Slots.Frames;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>
/// The main program of a slot in a process of its own: reads requests, computes, answers, and ends when its input ends, which it does
/// at the latest when the worker dies.
/// </summary>
public static class SlotProcess
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>Runs over this process's own stdin and stdout until stdin ends.</summary>
    public static void RunOnStandardStreams()
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();

        // The parent reads frames from stdout: whoever writes to the console by mistake must not write into them.
        Console.SetOut(Console.Error);
        Run(input, output);
    }

    /// <summary>Runs until <paramref name="input"/> ends. Nothing else may write to <paramref name="output"/>.</summary>
    public static void Run(Stream input, Stream output)
    {
        // A Ctrl-C reaches the whole group of processes. The worker decides what it means, and this one ends with its input.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static context => context.Cancel = true);
        var frames = new FrameStream(input, output);
        using var requests = new System.Collections.Concurrent.BlockingCollection<PositionRange>();
        if (!frames.TryRead(out var kind, out var body) || kind != FrameKind.Job)
        {
            return;
        }

        var job = JobFrame.Read(body.ToArray());
        var thread = new Thread(() => Compute(job, frames, requests)) { Name = "slot", IsBackground = true };
        thread.Start();

        // This thread only reads, so that the end of the input ends the process even in the middle of a leaf.
        while (frames.TryRead(out kind, out body) && kind == FrameKind.Compute)
        {
            requests.Add(ComputeFrame.Read(body.Span));
        }
    }

    private static void Compute(
        JobFrame job, FrameStream frames, System.Collections.Concurrent.BlockingCollection<PositionRange> requests)
    {
        using var slot = job.ToSlot();
        var sink = new Answer(job.ToReducer());
        frames.Write(FrameKind.Ready, []);
        foreach (var positions in requests.GetConsumingEnumerable())
        {
            slot.Compute(positions, sink, CancellationToken.None);
            frames.Write(FrameKind.Outcome, sink.Take(slot.Usage.Thread).ToBytes());
        }
    }

    /// <summary>Gathers what becomes of the leaves of one request.</summary>
    private sealed class Answer(IReducer reducer) : ILeafSink
    {
        private readonly IPartial _partial = reducer.NewPartial();
        private readonly ArrayBufferWriter<byte> _payload = new();
        private readonly List<LeafFailure> _failed = [];
        private long _begunAt;
        private long _ticks;

        public OutcomeFrame Take(ThreadUsage thread)
        {
            _payload.ResetWrittenCount();
            _partial.WriteTo(_payload);
            var outcome = new OutcomeFrame(
                (long)(_ticks * (NanosecondsPerSecond / Stopwatch.Frequency)),
                new SlotUsage(thread, Monitor.LockContentionCount, GC.GetTotalPauseDuration().TotalSeconds, Deaths: 0),
                [.. _failed],
                _payload.WrittenMemory);
            _partial.Clear();
            _failed.Clear();
            _ticks = 0;
            return outcome;
        }

        public void Begin(PositionRange positions) => _begunAt = TimeProvider.System.GetTimestamp();

        public void Done(PositionRange positions, IPartial contribution)
        {
            _ticks += TimeProvider.System.GetTimestamp() - _begunAt;
            _partial.MergeFrom(contribution);
        }

        public void Done(PositionSet positions, IPartial contribution, long computeTicks) =>
            throw new UnreachableException("a slot's process has no slots in processes");

        public void Fail(long position, string message)
        {
            _ticks += TimeProvider.System.GetTimestamp() - _begunAt;
            _failed.Add(new LeafFailure(position, message));
        }

        public void Abandon(PositionRange positions) => throw new UnreachableException("nothing in a slot's process is cancelled");
    }
}
