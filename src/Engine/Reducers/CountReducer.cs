using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>The number of observations, whatever their values; a scale, which is for sums, does not change it.</summary>
internal sealed class CountReducer : IReducer
{
    public ReducerName Name => ReducerName.Count;

    public IPartial NewPartial() => new CountPartial();

    public IPartial Read(ReadOnlySpan<byte> payload) => CountPartial.Read(payload);

    public ReducedValue Finish(IPartial whole, ResultScale scale) => new(JsonText.Of(((CountPartial)whole).Count));
}
