using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cluster.Tests;

/// <summary>What tests run in pods: shell in the image that the cluster has, as a user of no rights on a file system that is read-only.</summary>
internal static class Pods
{
    public static PodSpec Shell(string script, params IReadOnlyList<Volume> volumes) => new()
    {
        RestartPolicy = "Never",
        TerminationGracePeriodSeconds = 1,
        AutomountServiceAccountToken = false,
        SecurityContext = new PodSecurityContext { RunAsNonRoot = true, RunAsUser = 10001, RunAsGroup = 10001, SeccompProfile = new SeccompProfile { Type = "RuntimeDefault" } },
        Volumes = volumes,
        Containers =
        [
            new Container
            {
                Name = "shell",
                Image = "localhost/base:1",
                ImagePullPolicy = "IfNotPresent",
                Command = ["sh", "-euc", script],
                VolumeMounts = [.. volumes.Select(volume => new VolumeMount { Name = volume.Name, MountPath = $"/{volume.Name}" })],
                Resources = new ResourceRequirements { Requests = new Dictionary<string, string> { ["cpu"] = "10m", ["memory"] = "16Mi" } },
                SecurityContext = new SecurityContext { ReadOnlyRootFilesystem = true, AllowPrivilegeEscalation = false, Capabilities = new Capabilities { Drop = ["ALL"] } },
            },
        ],
    };

    public static Job Job(string @namespace, string name, PodSpec pod) => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = name },
        Spec = new JobSpec { BackoffLimit = 0, Template = new PodTemplate { Spec = pod } },
    };

    public static bool IsTrue(IReadOnlyList<Condition>? conditions, string type) => conditions?.Any(condition => condition.Type == type && condition.Status == "True") == true;

    public static bool HasEnded(Job job) => IsTrue(job.Status?.Conditions, "Complete") || IsTrue(job.Status?.Conditions, "Failed");
}
