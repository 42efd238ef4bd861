namespace ParallelJobs.TestKit.Servers;

/// <summary>Debian's libfaketime: another time of day for one process, without anybody's privilege.</summary>
public static class FakeClock
{
    private const string Libraries = "/usr/lib";

    /// <summary>The environment of a process whose clock is off.</summary>
    /// <param name="offset">As libfaketime reads it: <c>+1h</c>, <c>-400d</c>.</param>
    public static Dictionary<string, string> Shifted(string offset) => new() { ["LD_PRELOAD"] = Library, ["FAKETIME"] = offset };

    /// <summary>That for programs with threads, in the folder of this machine's architecture.</summary>
    private static string Library => Directory.EnumerateDirectories(Libraries, "*-linux-gnu*")
        .Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1"))
        .FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"no libfaketimeMT.so.1 below {Libraries}: install Debian's package libfaketime");
}
