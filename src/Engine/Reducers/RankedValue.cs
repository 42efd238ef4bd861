using System.Buffers;
using ParallelJobs.Engine.Reducers.Exact;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>An observation that Min, Max or TopK keeps, with its item.</summary>
internal readonly record struct RankedValue(ExactNumber Value, long Item)
{
    public void WriteTo(IBufferWriter<byte> output)
    {
        output.WriteInt64(Item);
        Value.WriteTo(output);
    }

    /// <exception cref="InvalidDataException">The bytes are not a value.</exception>
    public static RankedValue Read(ref PayloadReader reader)
    {
        var item = reader.ReadInt64();
        return new RankedValue(ExactNumber.Read(ref reader), item);
    }
}
