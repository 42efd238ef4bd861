using System.Security.Cryptography;

namespace ParallelJobs.Queue.Postgres;

/// <summary>
/// What a worker shows to be let at one job: HMAC-SHA256 (RFC 2104) of the owner's key over the job's id. It can be computed again at any
/// time, so it is stored nowhere; the ledger keeps only its SHA-256. Immutable.
/// </summary>
public sealed class JobSecret
{
    private readonly byte[] _bytes;

    private JobSecret(byte[] bytes) => _bytes = bytes;

    /// <summary>32 bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    public static JobSecret Of(ReadOnlySpan<byte> ownerKey, Guid job) =>
        new(HMACSHA256.HashData(ownerKey, job.ToByteArray(bigEndian: true)));

    /// <summary>From the 64 hexadecimal digits that <see cref="ToText"/> writes.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static JobSecret Parse(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Length == 64 && trimmed.All(char.IsAsciiHexDigit)
            ? new JobSecret(Convert.FromHexString(trimmed))
            : throw new FormatException("a job's secret is 64 hexadecimal digits");
    }

    /// <summary>The secret itself, for a file that only a worker may read; deliberately not ToString.</summary>
    public string ToText() => Convert.ToHexStringLower(_bytes);
}
