using System.Buffers;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Engine.Reducers.Exact;

namespace ParallelJobs.Engine.Tests.Reducers;

internal static class Bytes
{
    public static byte[] Of(IPartial partial) => Written(partial.WriteTo);

    public static byte[] Of(Superaccumulator sum) => Written(sum.WriteTo);

    private static byte[] Written(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(output);
        return output.WrittenSpan.ToArray();
    }
}
