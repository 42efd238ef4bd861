namespace ParallelJobs.Cli.Output;

/// <summary>Colours for a terminal; plain text everywhere else, and where NO_COLOR is set (no-color.org).</summary>
internal sealed class Ink(bool isColoured)
{
    public static readonly Ink Plain = new(isColoured: false);

    public string Good(string text) => Paint(text, "32");

    public string Bad(string text) => Paint(text, "31");

    public string Warning(string text) => Paint(text, "33");

    public string Strong(string text) => Paint(text, "1");

    public string Dim(string text) => Paint(text, "2");

    private string Paint(string text, string code) => isColoured && text.Length > 0 ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
