using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cluster.Tests.Deployments;

/// <summary>The Pod Security standard "restricted", and what we ask beyond it, of a pod as the server has it.</summary>
internal static class Restricted
{
    public static void Check(Pod pod)
    {
        var name = pod.Metadata.Name;
        var context = pod.Spec!.SecurityContext;
        Assert.True(context?.RunAsNonRoot == true, $"{name}: runAsNonRoot");
        Assert.True(context.RunAsUser > 0, $"{name}: runAsUser");
        Assert.True(context.RunAsGroup > 0, $"{name}: runAsGroup");
        Assert.True(context.SeccompProfile?.Type == "RuntimeDefault", $"{name}: seccompProfile");
        Assert.True(pod.Spec.EnableServiceLinks == false, $"{name}: enableServiceLinks");
        Assert.All(pod.Spec.Volumes ?? [], volume => Assert.True(volume.HostPath is null, $"{name}: {volume.Name} is a folder of the node"));
        Assert.All(pod.Spec.Containers, container =>
        {
            Assert.True(container.SecurityContext?.AllowPrivilegeEscalation == false, $"{name}/{container.Name}: allowPrivilegeEscalation");
            Assert.True(container.SecurityContext.ReadOnlyRootFilesystem == true, $"{name}/{container.Name}: readOnlyRootFilesystem");
            Assert.Equal(["ALL"], container.SecurityContext.Capabilities?.Drop ?? []);
            Assert.True(container.Resources?.Requests is { } requests && requests.ContainsKey("cpu") && requests.ContainsKey("memory"), $"{name}/{container.Name}: requests");
            Assert.True(container.Resources.Limits?.ContainsKey("memory") == true, $"{name}/{container.Name}: limit of memory");
        });
    }

    /// <summary>It cannot talk to the cluster as anybody.</summary>
    public static void CheckNoToken(Pod pod)
    {
        Assert.True(pod.Spec!.AutomountServiceAccountToken == false, $"{pod.Metadata.Name}: automountServiceAccountToken");
        Assert.DoesNotContain(
            pod.Spec.Containers.SelectMany(container => container.VolumeMounts ?? []),
            mount => mount.MountPath.StartsWith("/var/run/secrets/kubernetes.io", StringComparison.Ordinal));
    }
}
