using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>Computes on the calling thread, which is also the one that makes and disposes it.</summary>
internal sealed class ThreadSlot(JobPlan plan) : ISlot
{
    private readonly ILeafKernel _kernel = plan.Kernel.Bind(plan.Request);
    private readonly IPartial _partial = plan.Reducer.NewPartial();
    private readonly string? _folder = ThreadUsage.OwnFolder();
    private volatile SlotUsage? _last;

    public SlotUsage Usage => _last ?? SlotUsage.None with { Thread = ThreadUsage.Read(_folder) };

    public void Compute(PositionRange positions, ILeafSink sink, CancellationToken cancellationToken)
    {
        for (var position = positions.Start; position < positions.End; position++)
        {
            var leaf = plan.Order.LeafAt(position);
            _partial.Clear();
            sink.Begin(new PositionRange(position, position + 1));
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                _kernel.Compute(plan.Grid.FirstItem(leaf), plan.Grid.ItemsOf(leaf), _partial, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                sink.Abandon(positions with { Start = position });
                return;
            }
#pragma warning disable CA1031 // Whatever a kernel throws is the leaf's failure, and the ledger decides what follows.
            catch (Exception e)
#pragma warning restore CA1031
            {
                sink.Fail(position, FailureMessage.Of(e));
                continue;
            }

            sink.Done(new PositionRange(position, position + 1), _partial);
        }
    }

    public void Dispose() => _last = Usage;
}
