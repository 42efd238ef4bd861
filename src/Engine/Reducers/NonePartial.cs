using System.Buffers;
using System.Numerics;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>Takes everything and keeps nothing. Bytes: header.</summary>
internal sealed class NonePartial : IPartial
{
    private const char Kind = '0';

    public bool IsEmpty => true;

    public void Observe(long item, double value)
    {
    }

    public void Observe(long item, BigInteger value)
    {
    }

    public void Observe(long firstItem, ReadOnlySpan<double> values)
    {
    }

    public void AddSum(double sum)
    {
    }

    public void AddMoments(in IntegerMoments moments)
    {
    }

    public void MergeFrom(IPartial other) => _ = (NonePartial)other;

    public void Clear()
    {
    }

    public void WriteTo(IBufferWriter<byte> output) => output.WriteHeader(Kind);

    /// <exception cref="InvalidDataException">The bytes are something else.</exception>
    public static NonePartial Read(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload, Kind);
        reader.RequireEnd();
        return new NonePartial();
    }
}
