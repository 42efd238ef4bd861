using System.Buffers;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>How many terms of a sum were no numbers; counting them keeps the sum free of the order in which they came.</summary>
internal struct NonFiniteCounts
{
    private long _nan;
    private long _positiveInfinity;
    private long _negativeInfinity;

    public readonly bool IsEmpty => (_nan | _positiveInfinity | _negativeInfinity) == 0;

    /// <summary>The IEEE 754 sum of them: infinities of both signs make a NaN. Of none it is 0.</summary>
    public readonly double Sum =>
        IsEmpty ? 0
        : _nan > 0 || (_positiveInfinity > 0 && _negativeInfinity > 0) ? double.NaN
        : _positiveInfinity > 0 ? double.PositiveInfinity
        : double.NegativeInfinity;

    /// <summary>Counts <paramref name="value"/>, which is not finite.</summary>
    public void Add(double value)
    {
        checked
        {
            if (double.IsNaN(value))
            {
                _nan++;
            }
            else if (value > 0)
            {
                _positiveInfinity++;
            }
            else
            {
                _negativeInfinity++;
            }
        }
    }

    public void MergeFrom(NonFiniteCounts other)
    {
        checked
        {
            _nan += other._nan;
            _positiveInfinity += other._positiveInfinity;
            _negativeInfinity += other._negativeInfinity;
        }
    }

    public readonly void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteInt64(_nan);
        output.WriteInt64(_positiveInfinity);
        output.WriteInt64(_negativeInfinity);
    }

    public static NonFiniteCounts Read(ref PayloadReader reader) => new()
    {
        _nan = reader.ReadCount(),
        _positiveInfinity = reader.ReadCount(),
        _negativeInfinity = reader.ReadCount(),
    };
}
