using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The sum of all observations times the scale. Whole numbers alone, unscaled, give a whole number with all its digits; everything
/// else gives the double nearest to the exact sum. The sum of nothing is the whole number 0.
/// </summary>
internal sealed class SumReducer : IReducer
{
    public ReducerName Name => ReducerName.Sum;

    public IPartial NewPartial() => new SumPartial();

    public IPartial Read(ReadOnlySpan<byte> payload) => SumPartial.Read(payload);

    public ReducedValue Finish(IPartial whole, ResultScale scale)
    {
        var sum = (SumPartial)whole;
        return new ReducedValue(
            !sum.HasDoubles && scale.Numerator == scale.Denominator ? JsonText.Of(sum.Integers) : JsonText.Of(sum.Round(scale)));
    }
}
