using System.Buffers;

namespace ParallelJobs.Engine.Reducers;

/// <summary>Merges partials as bytes: what the ledger's owner folds with.</summary>
public static class PartialMerge
{
    /// <summary>All of them merged, in canonical bytes.</summary>
    /// <exception cref="InvalidDataException">One of them is not a partial of this reducer.</exception>
    public static ReadOnlyMemory<byte> Of(IReducer reducer, ReadOnlyMemory<byte> folded, IReadOnlyList<ReadOnlyMemory<byte>> partials)
    {
        var whole = Read(reducer, folded);
        foreach (var partial in partials)
        {
            whole.MergeFrom(reducer.Read(partial.Span));
        }

        var bytes = new ArrayBufferWriter<byte>();
        whole.WriteTo(bytes);
        return bytes.WrittenMemory;
    }

    /// <summary>A partial from its bytes; an empty one from none.</summary>
    public static IPartial Read(IReducer reducer, ReadOnlyMemory<byte> payload) =>
        payload.IsEmpty ? reducer.NewPartial() : reducer.Read(payload.Span);
}
