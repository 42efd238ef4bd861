using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>For work that is done for its effect: there is no result.</summary>
internal sealed class NoneReducer : IReducer
{
    public ReducerName Name => ReducerName.None;

    public IPartial NewPartial() => new NonePartial();

    public IPartial Read(ReadOnlySpan<byte> payload) => NonePartial.Read(payload);

    public ReducedValue Finish(IPartial whole, ResultScale scale) => new(JsonText.Null);
}
