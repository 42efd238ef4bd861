using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using ParallelJobs.Engine.Reducers.Payloads;

namespace ParallelJobs.Engine.Reducers;

/// <summary>
/// A fingerprint of an exact result, before any rounding: two runs with the same digest reduced to the same bits. It is the SHA-256 of
/// the version below, the reducer's name and configuration (each after its length in 32 bits), and the partial's canonical bytes.
/// </summary>
public static class ResultDigest
{
    private const string Version = "paralleljobs.io/result/1";

    /// <summary><c>sha256:</c> and 64 lower-case hexadecimal digits.</summary>
    public static string Of(IReducer reducer, IPartial partial)
    {
        var configuration = new ArrayBufferWriter<byte>();
        reducer.WriteConfiguration(configuration);

        var content = new ArrayBufferWriter<byte>();
        WriteBlock(content, Encoding.UTF8.GetBytes(Version));
        WriteBlock(content, Encoding.UTF8.GetBytes(reducer.Name.ToString()));
        WriteBlock(content, configuration.WrittenSpan);
        partial.WriteTo(content);
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content.WrittenSpan))}";
    }

    private static void WriteBlock(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes)
    {
        output.WriteUInt32((uint)bytes.Length);
        output.Write(bytes);
    }
}
