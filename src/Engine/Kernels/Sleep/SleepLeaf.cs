using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Sleep;

/// <summary>Waits on the token itself, so that a cancellation ends the wait at once. Nothing is allocated for an item.</summary>
internal sealed class SleepLeaf(TimeSpan duration) : ILeafKernel
{
    /// <summary>The handle counts whole milliseconds and would cut a fraction off.</summary>
    private readonly int _milliseconds = (int)Math.Ceiling(duration.TotalMilliseconds);

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        var cancelled = cancellationToken.WaitHandle;
        for (var item = 0L; item < count; item++)
        {
            if (cancelled.WaitOne(_milliseconds))
            {
                throw new OperationCanceledException(cancellationToken);
            }
        }

        partial.AddMoments(IntegerMoments.OfCount(count));
    }
}
