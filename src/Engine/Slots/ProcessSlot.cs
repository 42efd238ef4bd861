using ParallelJobs.Engine.Slots.Frames;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>
/// Computes in a child process, which is started again whenever it has died. When it dies over several leaves they are tried one at a
/// time, so that the leaf that kills it is known; one that dies over a single leaf has failed that leaf.
/// </summary>
internal sealed class ProcessSlot(JobPlan plan, SlotProgram program, TimeProvider time) : ISlot
{
    private readonly JobFrame _job = JobFrame.Of(plan);
    private ChildProcess? _child;
    private volatile SlotUsage _earlier = SlotUsage.None;
    private volatile SlotUsage _current = SlotUsage.None;

    public SlotUsage Usage => _earlier + _current;

    public void Compute(PositionRange positions, ILeafSink sink, CancellationToken cancellationToken)
    {
        sink.Begin(positions);
        switch (Ask(positions, cancellationToken))
        {
            case OutcomeFrame outcome:
                Report(positions, outcome, sink);
                if (cancellationToken.IsCancellationRequested)
                {
                    // It may have been killed after it answered, and must not be taken for one that died over the next leaf.
                    Bury();
                }

                break;
            case null when cancellationToken.IsCancellationRequested:
                Bury();
                sink.Abandon(positions);
                break;
            case null when positions.Length == 1:
                sink.Fail(positions.Start, Bury(died: true));
                break;
            case null:
                Bury(died: true);
                OneByOne(positions, sink, cancellationToken);
                break;
        }
    }

    public void Dispose() => Bury();

    private void OneByOne(PositionRange positions, ILeafSink sink, CancellationToken cancellationToken)
    {
        for (var position = positions.Start; position < positions.End; position++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                sink.Abandon(positions with { Start = position });
                return;
            }

            Compute(new PositionRange(position, position + 1), sink, cancellationToken);
        }
    }

    /// <summary>Null when the child died, or was killed because the token was cancelled.</summary>
    private OutcomeFrame? Ask(PositionRange positions, CancellationToken cancellationToken)
    {
        _child ??= ChildProcess.Start(program, _job);
        var child = _child;
        using var cancellation = cancellationToken.UnsafeRegister(static child => ((ChildProcess)child!).Kill(), child);
        return child.Ask(positions);
    }

    private void Report(PositionRange positions, OutcomeFrame outcome, ILeafSink sink)
    {
        _current = outcome.Usage;
        var failed = PositionSet.Of(outcome.Failed.Select(failure => new PositionRange(failure.Position!.Value, failure.Position.Value + 1)));
        var ticks = (long)(outcome.ComputeNanoseconds / 1e9 * time.TimestampFrequency);
        var done = PositionSet.Of(positions.Start, positions.End).Except(failed);
        if (!done.IsEmpty)
        {
            sink.Done(done, plan.Reducer.Read(outcome.Payload.Span), ticks);
        }

        foreach (var (position, message) in outcome.Failed)
        {
            sink.Fail(position!.Value, message);
        }
    }

    /// <summary>Ends the child, if there is one, and says how it ended.</summary>
    private string Bury(bool died = false)
    {
        if (_child is null)
        {
            return "";
        }

        var (how, _) = _child.End();
        (_child, _earlier, _current) = (null, _earlier + _current with { Deaths = died ? 1 : 0 }, SlotUsage.None);
        return how;
    }
}
