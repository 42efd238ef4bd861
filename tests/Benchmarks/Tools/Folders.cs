namespace ParallelJobs.Benchmarks.Tools;

/// <summary>Where things are.</summary>
internal static class Folders
{
    /// <summary>The source tree that this program was built from.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>What is built for the benchmark and kept until its source changes.</summary>
    public static string Cache { get; } = Directory.CreateDirectory(Path.Combine(CacheHome, "paralleljobs", "bench")).FullName;

    private static string CacheHome => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } home
        ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");

    public static string Peer(string file) => Path.Combine(Repository, "tests", "Benchmarks", "peers", file);

    public static string Example(string file) => Path.Combine(Repository, "examples", file);

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Operator.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException($"{AppContext.BaseDirectory} is in no source tree of this project");
        }

        return folder.FullName;
    }
}
