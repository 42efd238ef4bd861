using System.Text;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>One thing that is wrong with a manifest, where, and what to do about it.</summary>
/// <param name="File">The file's name, <see cref="Overrides.Source"/>, or empty for an object that came without text.</param>
/// <param name="Line">Counted from 1; 0 where there is no text.</param>
/// <param name="Column">Counted from 1; 0 where there is no text.</param>
/// <param name="Field">A path such as <c>spec.range.end</c> or <c>spec.kernel.parameters[terms].value</c>; empty for the whole.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What to do; may be empty.</param>
public sealed record ManifestError(string File, int Line, int Column, string Field, string Message, string Fix)
{
    /// <summary><c>file:line:column: field: message; fix</c>, without the parts that are empty.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line > 0)
        {
            text.Append(':').Append(Line).Append(':').Append(Column);
        }

        Append(text, ": ", Field);
        Append(text, ": ", Message);
        Append(text, "; ", Fix);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string separator, string part)
    {
        if (part.Length > 0)
        {
            text.Append(text.Length > 0 ? separator : "").Append(part);
        }
    }
}
