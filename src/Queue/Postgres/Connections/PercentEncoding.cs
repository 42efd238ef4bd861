using System.Text;
using System.Text.Unicode;

namespace ParallelJobs.Queue.Postgres.Connections;

/// <summary>Percent-encoded UTF-8 (RFC 3986, 2.1). A plus is a plus.</summary>
internal static class PercentEncoding
{
    /// <param name="part">For the error, which does not repeat the text: it may be a password.</param>
    /// <exception cref="FormatException">A '%' without two hexadecimal digits, a zero byte, or bytes that are no UTF-8.</exception>
    public static string Decode(string text, string part)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] != '%')
            {
                var next = text.IndexOf('%', i);
                bytes.AddRange(Encoding.UTF8.GetBytes(next < 0 ? text[i..] : text[i..next]));
                i = next < 0 ? text.Length : next;
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
            {
                throw new FormatException($"the queue's URI has a '%' without two hexadecimal digits in {part}; write '%' itself as %25");
            }

            bytes.AddRange(Convert.FromHexString(text.AsSpan(i + 1, 2)));
            i += 3;
        }

        var decoded = bytes.ToArray();
        return decoded.Contains((byte)0) ? throw new FormatException($"the queue's URI has %00 in {part}, which PostgreSQL does not allow")
            : !Utf8.IsValid(decoded) ? throw new FormatException($"the queue's URI has in {part} percent-encoded bytes that are not UTF-8")
            : Encoding.UTF8.GetString(decoded);
    }
}
