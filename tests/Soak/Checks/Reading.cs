using System.Globalization;

namespace ParallelJobs.Soak.Checks;

/// <summary>What was measured at one check. Requests are those of both replicas since the check before, per second.</summary>
internal sealed record Reading(
    TimeSpan Elapsed,
    TimeSpan CaughtUp,
    int Faults,
    long Changes,
    double RequestsPerSecond,
    double ReadsPerSecond,
    int Terms,
    long HeapBytes,
    int Handles,
    int Sockets,
    IReadOnlyList<string> Violations)
{
    public static string Header => "minute  faults  changes  requests/s  lists+watches/s  leaders  caught up after  heap MB  handles  sockets";

    public string Row => string.Create(
        CultureInfo.InvariantCulture,
        $"{Elapsed.TotalMinutes,6:0.0}{Faults,8}{Changes,9}{RequestsPerSecond,12:0.0}{ReadsPerSecond,17:0.00}{Terms,9}{CaughtUp.TotalSeconds,15:0.0} s{HeapBytes / 1e6,9:0.0}{Handles,9}{Sockets,9}");
}
