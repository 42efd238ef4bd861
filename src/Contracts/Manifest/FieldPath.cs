namespace ParallelJobs.Contracts.Manifest;

/// <summary>Paths of fields: names with dots, and in brackets the name of a list's entry, its index, or a map's key.</summary>
internal static class FieldPath
{
    public static string Child(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    public static string Entry(string path, string nameOrIndex) => $"{path}[{nameOrIndex}]";

    /// <summary>Whether one is the other or lies below it.</summary>
    public static bool AreRelated(string one, string other) =>
        one.Length <= other.Length ? IsAtOrAbove(one, other) : IsAtOrAbove(other, one);

    /// <summary>The object or list that the field is in; empty for the root.</summary>
    public static string Parent(string path)
    {
        var end = path.EndsWith(']') ? path.LastIndexOf('[') : path.LastIndexOf('.');
        return end < 0 ? "" : path[..end];
    }

    private static bool IsAtOrAbove(string path, string other) =>
        path.Length == 0
        || (other.StartsWith(path, StringComparison.Ordinal) && (other.Length == path.Length || other[path.Length] is '.' or '['));
}
