using ParallelJobs.Engine.Telemetry;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots.Frames;

/// <summary>What became of the positions of one request.</summary>
/// <param name="ComputeNanoseconds">Time in the kernel.</param>
/// <param name="Usage">Of the process, since it started.</param>
/// <param name="Failed">Position and message of each leaf that failed; all others are done.</param>
/// <param name="Payload">The merged partial of those that are done.</param>
internal sealed record OutcomeFrame(
    long ComputeNanoseconds, SlotUsage Usage, IReadOnlyList<LeafFailure> Failed, ReadOnlyMemory<byte> Payload)
{
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(ComputeNanoseconds);
        writer.Write(Usage.Thread.OnCoreSeconds);
        writer.Write(Usage.Thread.RunQueueSeconds);
        writer.Write(Usage.Thread.VoluntarySwitches);
        writer.Write(Usage.Thread.InvoluntarySwitches);
        writer.Write(Usage.LockContentions);
        writer.Write(Usage.GcPauseSeconds);
        writer.Write(Failed.Count);
        foreach (var (position, message) in Failed)
        {
            writer.Write(position ?? -1);
            writer.Write(message);
        }

        writer.Write(Payload.Length);
        writer.Write(Payload.Span);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="EndOfStreamException">The bytes end early.</exception>
    public static OutcomeFrame Read(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body));
        var nanoseconds = reader.ReadInt64();
        var thread = new ThreadUsage(reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64(), reader.ReadInt64());
        var usage = new SlotUsage(thread, reader.ReadInt64(), reader.ReadDouble(), Deaths: 0);
        var failed = new LeafFailure[reader.ReadInt32()];
        for (var i = 0; i < failed.Length; i++)
        {
            failed[i] = new LeafFailure(reader.ReadInt64(), reader.ReadString());
        }

        return new OutcomeFrame(nanoseconds, usage, failed, reader.ReadBytes(reader.ReadInt32()));
    }
}
