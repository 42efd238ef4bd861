using System.Globalization;

namespace ParallelJobs.Engine.Telemetry;

/// <summary>What slows a whole process down: throttling by its control group, contended locks, garbage collection.</summary>
public readonly record struct ProcessUsage(double ThrottledSeconds, long LockContentions, double GcPauseSeconds)
{
    public static ProcessUsage Read() => new(
        ReadThrottledSeconds("/proc/self/cgroup", "/sys/fs/cgroup"),
        Monitor.LockContentionCount,
        GC.GetTotalPauseDuration().TotalSeconds);

    public static ProcessUsage operator -(ProcessUsage left, ProcessUsage right) => new(
        left.ThrottledSeconds - right.ThrottledSeconds,
        left.LockContentions - right.LockContentions,
        left.GcPauseSeconds - right.GcPauseSeconds);

    /// <summary>
    /// Seconds that the control group was denied the processor: <c>throttled_usec</c> of cgroup v2, <c>throttled_time</c> (ns) of v1.
    /// Inside a container the group is mounted at the root, so that is looked at second.
    /// </summary>
    internal static double ReadThrottledSeconds(string groupsFile, string mount)
    {
        try
        {
            foreach (var line in File.ReadLines(groupsFile))
            {
                // hierarchy:controllers:path — v2 has hierarchy 0 and no controllers, v1 names cpu among them.
                var parts = line.Split(':', 3);
                var unified = parts is ["0", "", _];
                if (!unified && !parts[1].Split(',').Contains("cpu", StringComparer.Ordinal))
                {
                    continue;
                }

                var root = unified ? mount : $"{mount}/{parts[1]}";
                foreach (var folder in (string[])[root + parts[2].TrimEnd('/'), root])
                {
                    if (File.Exists(folder + "/cpu.stat"))
                    {
                        return ThrottledSecondsOf(File.ReadLines(folder + "/cpu.stat"));
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }

        return 0;
    }

    private static double ThrottledSecondsOf(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            var at = line.IndexOf(' ', StringComparison.Ordinal);
            switch (at < 0 ? "" : line[..at])
            {
                case "throttled_usec":
                    return long.Parse(line.AsSpan(at), CultureInfo.InvariantCulture) / 1e6;
                case "throttled_time":
                    return long.Parse(line.AsSpan(at), CultureInfo.InvariantCulture) / 1e9;
                default:
                    continue;
            }
        }

        return 0;
    }
}
