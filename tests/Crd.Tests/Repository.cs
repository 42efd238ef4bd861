using System.Reflection;

namespace ParallelJobs.Crd.Tests;

/// <summary>Files of the repository that is tested.</summary>
internal static class Repository
{
    private static readonly string Root = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Repository").Value!;

    public static string Crd => PathOf("charts/parallel-job-operator/files/crd.yaml");

    public static string PathOf(string path) => Path.Combine(Root, path);

    /// <summary>The manifests below a folder, as paths from the root.</summary>
    public static IEnumerable<string> Manifests(string folder) => Directory
        .EnumerateFiles(PathOf(folder), "*.yaml", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path))
        .Order(StringComparer.Ordinal);
}
