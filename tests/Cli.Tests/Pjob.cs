using System.Diagnostics;
using System.Reflection;

namespace ParallelJobs.Cli.Tests;

/// <summary>The program as it was built, run as a process of its own with its output in pipes.</summary>
internal static class Pjob
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "pjob");

    private static string Examples { get; } = typeof(Pjob).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Examples").Value!;

    public static string Example(string name) => System.IO.Path.Combine(Examples, name);

    /// <summary>A file of the repository.</summary>
    public static string Repository(string path) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Examples, "..", path));

    public static IEnumerable<string> AllExamples() => Directory
        .EnumerateFiles(Examples, "*.yaml", SearchOption.AllDirectories)
        .Select(file => System.IO.Path.GetRelativePath(Examples, file))
        .Order(StringComparer.Ordinal);

    public static Task<Ended> RunAsync(params string[] arguments) => RunAsync(arguments, input: "");

    public static async Task<Ended> RunAsync(string[] arguments, string input)
    {
        using var running = Start(arguments);
        await running.WriteAsync(input);
        return await running.EndAsync();
    }

    public static Running Start(params string[] arguments) => Running.Start(Path, arguments);

    /// <summary>The signal as <c>kill</c> names it: INT, TERM.</summary>
    public static async Task SignalAsync(int process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }
}
