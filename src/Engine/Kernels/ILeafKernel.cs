using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels;

/// <summary>A kernel bound to a job, for one slot: it may keep scratch memory, and one thread at a time uses it.</summary>
public interface ILeafKernel
{
    /// <summary>The exact factor that turns the reduced sum into the result; the same for every slot.</summary>
    ResultScale Scale => ResultScale.One;

    /// <summary>
    /// Computes the <paramref name="count"/> items from <paramref name="first"/> on into <paramref name="partial"/>, which is empty.
    /// The bits entered depend on the job and the leaf alone. An exception fails the leaf, and what was entered is thrown away.
    /// </summary>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> was cancelled; it is looked at at least every few milliseconds.
    /// </exception>
    void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken);
}
