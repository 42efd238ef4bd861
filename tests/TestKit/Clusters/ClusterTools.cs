using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.TestKit.Clusters;

/// <summary>Kills programs of the cluster on this machine, and has them started again.</summary>
public sealed record ClusterTools(string Folder, string Name)
{
    public const string ApiServer = "apiserver";
    public const string Kubelet = "kubelet";
    public const string Containerd = "containerd";
    public const string ControllerManager = "controller-manager";
    public const string Scheduler = "scheduler";

    private const string FolderVariable = "PARALLELJOBS_CLUSTER_TOOLS";
    private const string NameVariable = "PARALLELJOBS_CLUSTER";
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(4);

    /// <exception cref="InvalidOperationException">The cluster is not of this machine, with what to do about it.</exception>
    public static ClusterTools Get() =>
        (Environment.GetEnvironmentVariable(FolderVariable), Environment.GetEnvironmentVariable(NameVariable)) is ({ Length: > 0 } folder, { Length: > 0 } name)
            ? new ClusterTools(folder, name)
            : throw new InvalidOperationException($"{FolderVariable} and {NameVariable} are not set: run make test-faults, or make cluster-up and eval \"$(eng/cluster/env)\"");

    /// <summary>As a crash does; they are gone when this returns.</summary>
    public Task KillAsync(params IEnumerable<string> programs) => RunAsync("kill", [Name, .. programs]);

    /// <summary>Starts what was killed; returns when the node is ready.</summary>
    public Task RestoreAsync() => RunAsync("up", [Name]);

    private async Task RunAsync(string tool, IEnumerable<string> arguments)
    {
        // Not killed with the tests: a cluster that is half restored would be no good to anybody.
        await using var process = TestProcess.Start("setsid", ["--wait", Path.Combine(Folder, tool), .. arguments]);
        Assert.True(await process.WaitForExitAsync(AtMost) == 0, $"{process}");
    }
}
