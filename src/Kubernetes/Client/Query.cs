using System.Runtime.InteropServices;

namespace ParallelJobs.Kubernetes;

/// <summary>A path with parameters, to be sent. Immutable.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Query(string Text)
{
    public static Query To(string path, Selection selection) =>
        new Query(path).Add("labelSelector", selection.Labels).Add("fieldSelector", selection.Fields);

    /// <summary>As it was, where the value is null or empty.</summary>
    public Query Add(string name, string? value)
    {
        var mark = Text.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return string.IsNullOrEmpty(value) ? this : new Query($"{Text}{mark}{name}={Uri.EscapeDataString(value)}");
    }

    public override string ToString() => Text;
}
