using System.Text;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>Reads the text of a manifest: bounded, UTF-8, printable.</summary>
internal static class ManifestText
{
    public const int MaxBytes = 1 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null and one error. Never reads more than <see cref="MaxBytes"/> and one byte.</summary>
    public static string? Read(string file, Stream content, out ManifestError? error)
    {
        error = null;
        if (content.CanSeek && content.Length - content.Position > MaxBytes)
        {
            error = TooLarge(file);
            return null;
        }

        var bytes = new byte[MaxBytes + 1];
        var length = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > MaxBytes)
        {
            error = TooLarge(file);
            return null;
        }

        var text = Decode(file, bytes.AsSpan(0, length), out error);
        error ??= text is null ? null : CheckPrintable(file, text);
        return error is null ? text : null;
    }

    /// <summary>The same checks for what is already text.</summary>
    public static ManifestError? Check(string file, string text) =>
        text.Length > MaxBytes ? TooLarge(file) : CheckPrintable(file, text);

    private static string? Decode(string file, ReadOnlySpan<byte> bytes, out ManifestError? error)
    {
        error = null;
        var content = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        try
        {
            return Utf8.GetString(content);
        }
        catch (DecoderFallbackException exception)
        {
            var before = content[..Math.Clamp(exception.Index, 0, content.Length)];
            var line = before.Count((byte)'\n') + 1;
            error = new Origin(file, line, before.Length - before.LastIndexOf((byte)'\n')).Error(
                "",
                "the file is not UTF-8 text",
                "save it as UTF-8");
            return null;
        }
    }

    /// <summary>YAML allows no control characters; YamlDotNet takes a NUL for the end of the text and would ignore what follows.</summary>
    private static ManifestError? CheckPrintable(string file, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsControl(text[i]) && text[i] is not ('\t' or '\n' or '\r' or '\u0085'))
            {
                var before = text.AsSpan(0, i);
                return new Origin(file, before.Count('\n') + 1, i - before.LastIndexOf('\n'))
                    .Error("", $"the text holds the control character U+{(int)text[i]:X4}", "remove it");
            }
        }

        return null;
    }

    private static ManifestError TooLarge(string file) =>
        new(file, 0, 0, "", $"the file is larger than {MaxBytes >> 20} MiB", "put long lists of items into a file of their own and name it in spec.items");
}
