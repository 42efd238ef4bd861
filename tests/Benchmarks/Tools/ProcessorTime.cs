using System.Globalization;

namespace ParallelJobs.Benchmarks.Tools;

/// <summary>The seconds of a core that processes have taken, as the kernel counts them.</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;

    /// <summary>
    /// Of a server and all the processes that it has made, those that have ended included: a postmaster collects its children, and their time
    /// is then in its own account.
    /// </summary>
    public static double OfServer(int postmaster) =>
        Ticks(postmaster, withEndedChildren: true) / TicksPerSecond
        + Children(postmaster).Sum(child => Ticks(child, withEndedChildren: false)) / TicksPerSecond;

    private static IEnumerable<int> Children(int process) =>
        File.ReadAllText($"/proc/{process}/task/{process}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(child => int.Parse(child, CultureInfo.InvariantCulture));

    /// <summary>proc(5): utime, stime, cutime and cstime are the fields 14 to 17, counted with the name, which is in brackets.</summary>
    private static double Ticks(int process, bool withEndedChildren)
    {
        const int UserTime = 11, Times = 2;
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')
                .Skip(UserTime)
                .Take(withEndedChildren ? 2 * Times : Times)
                .Sum(field => double.Parse(field, CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            // It ended between being listed and being read, and is now in its parent's account.
            return 0;
        }
    }
}
