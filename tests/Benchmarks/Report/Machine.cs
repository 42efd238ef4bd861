using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ParallelJobs.Benchmarks.Measures;
using ParallelJobs.Benchmarks.Tools;

namespace ParallelJobs.Benchmarks.Report;

/// <summary>On what it was measured. Without it the figures would say nothing.</summary>
internal static class Machine
{
    /// <summary>A list in Markdown.</summary>
    public static async Task<string> DescribeAsync(string command, int pairs, CancellationToken cancellationToken) => $"""
        - Command: `{command}`
        - Each figure is the median of {pairs} readings, each ratio the median of the ratios of {pairs} pairs, ours and the peer's by turns
        - Processor: {First("/proc/cpuinfo", "model name")} (family {First("/proc/cpuinfo", "cpu family")}, model {First("/proc/cpuinfo", "model\t")}), {Environment.ProcessorCount} cores, {(Vector512.IsHardwareAccelerated ? "with" : "without")} AVX-512; load average at the start {Load()}
        - System: {First("/etc/os-release", "PRETTY_NAME").Trim('"')}, Linux {Read("/proc/sys/kernel/osrelease")}, {RuntimeInformation.FrameworkDescription}
        - Peers: {await VersionAsync("g++", ["--version"], cancellationToken)}; {await VersionAsync(Programs.Primesieve, ["--version"], cancellationToken)}; {await VersionAsync(Programs.Python, ["--version"], cancellationToken)}; numba {await VersionAsync(Programs.Python, ["-c", "import numba; print(numba.__version__)"], cancellationToken)}; Celery {await VersionAsync(Programs.Python, ["-c", "import celery; print(celery.__version__)"], cancellationToken)}, {await VersionAsync("redis-cli", ["--version"], cancellationToken)}; distributed {await VersionAsync(Programs.Python, ["-c", "import distributed; print(distributed.__version__)"], cancellationToken)}; kubernetes {await VersionAsync(Programs.Python, ["-c", "import kubernetes; print(kubernetes.__version__)"], cancellationToken)}

        """;

    private static string Load() => Read("/proc/loadavg").Split(' ')[0];

    private static string Read(string file) => File.Exists(file) ? File.ReadAllText(file).Trim() : "unknown";

    private static string First(string file, string key) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOfAny([':', '=']) + 1)..].Trim()
            : "unknown";

    private static async Task<string> VersionAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        try
        {
            return (await Programs.RunAsync(program, arguments, cancellationToken)).Demand().Output.Split('\n', ',')[0].Trim();
        }
        catch (MeasureFailedException)
        {
            return $"{Path.GetFileName(program)}: none";
        }
    }
}
