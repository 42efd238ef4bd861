using System.Buffers;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Kernels.Primes;

/// <summary>A partial that remembers the exact moments entered.</summary>
internal sealed class RecordedMoments : IPartial
{
    public Int128 Count { get; private set; }

    public Int128 Sum { get; private set; }

    public bool IsEmpty { get; private set; } = true;

    public void AddMoments(in IntegerMoments moments)
    {
        IsEmpty = false;
        Count += moments.Count;
        Sum += moments.Sum;
    }

    public void MergeFrom(IPartial other) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public void WriteTo(IBufferWriter<byte> output) => throw new NotSupportedException();
}
