using System.Buffers;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// The k largest or smallest observations with their items, the best first, equal ones by item: <c>[{"item":…,"value":…},…]</c>.
/// NaNs come before every number. A scale, which is for sums, does not change it.
/// </summary>
internal sealed class TopKReducer : IReducer
{
    private readonly int _k;
    private readonly Ranking _ranking;

    public TopKReducer(int k, TopKOrder order)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        _k = k;
        _ranking = Ranking.Of(order);
    }

    public ReducerName Name => ReducerName.TopK;

    public void WriteConfiguration(IBufferWriter<byte> output)
    {
        output.WriteUInt32((uint)_k);
        output.WriteByte((byte)(_ranking.Order == TopKOrder.Largest ? 'L' : 'S'));
    }

    public IPartial NewPartial() => new TopKPartial(_k, _ranking);

    public IPartial Read(ReadOnlySpan<byte> payload) => TopKPartial.Read(payload, _k, _ranking);

    public ReducedValue Finish(IPartial whole, ResultScale scale)
    {
        var entries = ((TopKPartial)whole).ToArray()
            .Select(static entry => $$"""{"item":{{entry.Item}},"value":{{entry.Value.Json}}}""");
        return new ReducedValue($"[{string.Join(',', entries)}]");
    }
}
