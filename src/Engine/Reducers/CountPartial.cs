using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>How many observations there were. Bytes: header, the count in 128 bits.</summary>
internal sealed class CountPartial : IPartial
{
    private const char Kind = 'C';

    public bool IsEmpty => Count == 0;

    public Int128 Count { get; private set; }

    public void Observe(long item, double value) => Add(1);

    public void Observe(long item, BigInteger value) => Add(1);

    public void Observe(long firstItem, ReadOnlySpan<double> values) => Add(values.Length);

    public void AddMoments(in IntegerMoments moments) => Add(moments.Count);

    public void MergeFrom(IPartial other) => Add(((CountPartial)other).Count);

    public void Clear() => Count = 0;

    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteHeader(Kind);
        output.WriteInt128(Count);
    }

    /// <exception cref="InvalidDataException">The bytes are not a count.</exception>
    public static CountPartial Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Kind);
        var count = reader.ReadLargeCount();
        reader.RequireEnd();
        return new CountPartial { Count = count };
    }

    private void Add(Int128 observations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(observations);
        Count = checked(Count + observations);
    }
}
