using System.Globalization;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Installations;

/// <summary>The processes of workers in pods, as this machine sees them.</summary>
public static class WorkerProcesses
{
    private const string Program = "pjob-worker";

    /// <summary>Those of a pod, also its slots' own. A process belongs to the pod whose uid its group names.</summary>
    public static IReadOnlyList<int> Of(Pod pod) =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0 && Read(process, "comm").Trim() == Program && Read(process, "cgroup").Contains($"pod{pod.Metadata.Uid}", StringComparison.Ordinal)),
    ];

    /// <summary>To each of the pod's processes; gives how many there were.</summary>
    public static int Signal(Pod pod, UnixSignal signal) => Of(pod).Count(process => LinuxProcess.Send(process, signal));

    public static bool Signal(int process, UnixSignal signal) => LinuxProcess.Send(process, signal);

    private static string Read(int process, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/{file}");
        }
        catch (IOException)
        {
            // It ended between being listed and being read.
            return "";
        }
    }
}
