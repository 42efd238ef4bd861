using System.Runtime.Intrinsics;
using ParallelJobs.Engine.Kernels.Lanes;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Kernels.Integrate;

/// <summary>Every item as an observation of its own: for the reducers that look at single values.</summary>
internal sealed class ValuesLeaf<TFunction, TRule>(StepSummand<TFunction, TRule> steps) : ILeafKernel
    where TFunction : struct, IIntegrand
    where TRule : struct, IRule
{
    private readonly double[] _values = new double[1024];

    public void Compute(long first, long count, IPartial partial, CancellationToken cancellationToken)
    {
        for (var done = 0L; done < count; done += _values.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Write(first + done);
            partial.Observe(first + done, _values.AsSpan(0, (int)Math.Min(count - done, _values.Length)));
        }
    }

    private void Write(long first)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            steps.Write<Lanes512>(first, _values);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            steps.Write<Lanes256>(first, _values);
        }
        else
        {
            steps.Write<Lanes128>(first, _values);
        }
    }
}
