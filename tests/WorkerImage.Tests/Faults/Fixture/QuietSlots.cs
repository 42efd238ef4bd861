using System.Globalization;

namespace ParallelJobs.WorkerImage.Tests.Faults.Fixture;

/// <summary>Tells from outside that a worker has nothing left to compute: its slots' threads, which never wait while they do, all wait.</summary>
internal static class QuietSlots
{
    private const int LooksInARow = 20;

    public static async Task UntilAllWaitAsync(FaultJob job, params IReadOnlyCollection<Worker> workers)
    {
        var looks = 0;
        await job.UntilAsync(
            () => Task.FromResult((looks = workers.All(AllWait) ? looks + 1 : 0) == LooksInARow), "slots that have computed all that they hold");
    }

    private static bool AllWait(Worker worker)
    {
        var states = Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{worker.Process.Pid}/task"))
            .Select(thread => File.ReadAllText(Path.Combine(thread, "stat")))
            .Where(stat => stat.Contains($"({worker.Name} slot", StringComparison.Ordinal))
            .Select(stat => stat[stat.LastIndexOf(')') + 2])
            .ToList();
        return states.Count > 0 && states.All(state => state == 'S');
    }
}
