using System.Buffers;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// How many observations fell into each bin: <c>{"edges":[…],"counts":[…],"below":…,"above":…,"nan":…}</c>, where <c>counts[i]</c> is of
/// edges[i] &lt;= x &lt; edges[i+1] and the last edge itself counts as above. A scale, which is for sums, does not change it.
/// </summary>
internal sealed class HistogramReducer(HistogramEdges edges) : IReducer
{
    public ReducerName Name => ReducerName.Histogram;

    public void WriteConfiguration(IBufferWriter<byte> output)
    {
        foreach (var edge in edges.Values)
        {
            output.WriteDouble(edge);
        }
    }

    public IPartial NewPartial() => new HistogramPartial(edges);

    public IPartial Read(ReadOnlySpan<byte> payload) => HistogramPartial.Read(payload, edges);

    public ReducedValue Finish(IPartial whole, ResultScale scale)
    {
        var partial = (HistogramPartial)whole;
        var edgeTexts = string.Join(',', edges.Values.ToArray().Select(JsonText.Of));
        var counts = string.Join(',', partial.Bins.ToArray());
        var (below, above, nan) = (partial.Below, partial.Above, partial.NaN);
        return new ReducedValue(
            $$"""{"edges":[{{edgeTexts}}],"counts":[{{counts}}],"below":{{below}},"above":{{above}},"nan":{{nan}}}""");
    }
}
