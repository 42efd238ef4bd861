using System.Buffers;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.KernelBits;

/// <summary>A partial that keeps what a kernel enters, as it was entered.</summary>
public sealed class RecordingPartial : IPartial
{
    public IList<double> Sums { get; } = [];

    public IList<IntegerMoments> Moments { get; } = [];

    public IList<(long Item, double Value)> Observations { get; } = [];

    public bool IsEmpty => Sums.Count + Moments.Count + Observations.Count == 0;

    public void Observe(long item, double value) => Observations.Add((item, value));

    public void AddSum(double sum) => Sums.Add(sum);

    public void AddMoments(in IntegerMoments moments) => Moments.Add(moments);

    public void MergeFrom(IPartial other) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public void WriteTo(IBufferWriter<byte> output) => throw new NotSupportedException();

    /// <summary>Every bit of it as text.</summary>
    public string ToBits() =>
        string.Join(
            ' ',
            Sums.Select(sum => $"{BitConverter.DoubleToInt64Bits(sum):x16}")
                .Concat(Moments.Select(moments => $"{moments.Count}/{moments.Sum}/{moments.SumOfSquares}"))
                .Concat(Observations.Select(one => $"{one.Item}:{BitConverter.DoubleToInt64Bits(one.Value):x16}")));
}
