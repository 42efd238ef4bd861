using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Json;

namespace ParallelJobs.Contracts;

/// <summary>
/// A half-open range of items. Every item is an <see cref="long"/>, so <see cref="End"/> reaches 2^63, one past the largest,
/// and the length reaches 2^64: both need more than 64 bits.
/// </summary>
/// <param name="Start">First item, from -2^63.</param>
/// <param name="End">One past the last item, up to 2^63.</param>
public sealed record ItemRange(
    [property: JsonConverter(typeof(WholeNumberConverter))] Int128 Start,
    [property: JsonConverter(typeof(WholeNumberConverter))] Int128 End)
{
    public static readonly Int128 MinStart = long.MinValue;
    public static readonly Int128 MaxEnd = (Int128)long.MaxValue + 1;

    [JsonIgnore]
    public Int128 Length => End - Start;

    /// <summary>How many leaves of <paramref name="leafSize"/> items cover the range; the last may be shorter.</summary>
    public Int128 LeavesOf(long leafSize) => (Length + leafSize - 1) / leafSize;

    public override string ToString() => $"[{Start},{End})";
}
