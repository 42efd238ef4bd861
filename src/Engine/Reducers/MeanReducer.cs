using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The mean of all observations, with the unbiased variance and the standard error of the mean when there are at least two. The scale
/// is a factor of every observation: it enters the variance squared. An observation that is not finite makes the mean what IEEE 754
/// makes of the sum, and the variance and the standard error NaN; beyond the doubles they are infinite.
/// </summary>
internal sealed class MeanReducer : IReducer
{
    public ReducerName Name => ReducerName.Mean;

    public IPartial NewPartial() => new MeanPartial();

    public IPartial Read(ReadOnlySpan<byte> payload) => MeanPartial.Read(payload);

    public ReducedValue Finish(IPartial whole, ResultScale scale)
    {
        var partial = (MeanPartial)whole;
        if (partial.IsEmpty)
        {
            return new ReducedValue(JsonText.Null);
        }

        var moments = partial.ToMoments();
        var mean = JsonText.Of(moments.Mean(scale));
        return partial.Count == 1
            ? new ReducedValue(mean)
            : new ReducedValue(mean, moments.StandardError(scale), moments.Variance(scale));
    }
}
