using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The greatest observation and its item, the lowest one that has it: <c>{"value":…,"item":…}</c>, <c>null</c> of nothing. A NaN makes the
/// result NaN, with the first item that gave one. A scale, which is for sums, does not change it.
/// </summary>
internal sealed class MaxReducer : IReducer
{
    public ReducerName Name => ReducerName.Max;

    public IPartial NewPartial() => new ExtremumPartial(Ranking.Largest);

    public IPartial Read(ReadOnlySpan<byte> payload) => ExtremumPartial.Read(payload, Ranking.Largest);

    public ReducedValue Finish(IPartial whole, ResultScale scale) => new(
        ((ExtremumPartial)whole).Best is { } best ? $$"""{"value":{{best.Value.Json}},"item":{{best.Item}}}""" : JsonText.Null);
}
