using System.Globalization;

namespace ParallelJobs.Engine.Telemetry;

/// <summary>
/// What the kernel knows of one thread: how long it was on a core, how long it was runnable without one, and how often it was switched. All zero where there is no
/// Linux /proc.
/// </summary>
public readonly record struct ThreadUsage(double OnCoreSeconds, double RunQueueSeconds, long VoluntarySwitches, long InvoluntarySwitches)
{
    /// <summary>The /proc folder of the calling thread, or null where there is none. Valid as long as the thread lives.</summary>
    public static string? OwnFolder()
    {
        try
        {
            // thread-self is a link to PID/task/TID; the link itself would mean another thread to another reader.
            return new FileInfo("/proc/thread-self").LinkTarget is { } target ? "/proc/" + target : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a thread's figures; default when the thread is gone or the system has none.</summary>
    public static ThreadUsage Read(string? folder)
    {
        if (folder is null)
        {
            return default;
        }

        try
        {
            // schedstat: nanoseconds on a core, nanoseconds waiting for one, number of time slices (Documentation/scheduler/sched-stats).
            var schedule = File.ReadAllText(folder + "/schedstat").Split(' ');
            var ran = long.Parse(schedule[0], CultureInfo.InvariantCulture);
            var waited = schedule.Length > 1 ? long.Parse(schedule[1], CultureInfo.InvariantCulture) : 0;
            long voluntary = 0, involuntary = 0;
            foreach (var line in File.ReadLines(folder + "/status"))
            {
                voluntary = Field(line, "voluntary_ctxt_switches:") ?? voluntary;
                involuntary = Field(line, "nonvoluntary_ctxt_switches:") ?? involuntary;
            }

            return new ThreadUsage(ran / 1e9, waited / 1e9, voluntary, involuntary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    public static ThreadUsage operator +(ThreadUsage left, ThreadUsage right) => new(
        left.OnCoreSeconds + right.OnCoreSeconds,
        left.RunQueueSeconds + right.RunQueueSeconds,
        left.VoluntarySwitches + right.VoluntarySwitches,
        left.InvoluntarySwitches + right.InvoluntarySwitches);

    public static ThreadUsage operator -(ThreadUsage left, ThreadUsage right) => new(
        left.OnCoreSeconds - right.OnCoreSeconds,
        left.RunQueueSeconds - right.RunQueueSeconds,
        left.VoluntarySwitches - right.VoluntarySwitches,
        left.InvoluntarySwitches - right.InvoluntarySwitches);

    private static long? Field(string line, string name) =>
        line.StartsWith(name, StringComparison.Ordinal) ? long.Parse(line.AsSpan(name.Length).Trim(), CultureInfo.InvariantCulture) : null;
}
