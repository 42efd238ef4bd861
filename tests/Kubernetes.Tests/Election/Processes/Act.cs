using System.Globalization;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Election.Processes;

/// <summary>A write of a leader, as the server took it.</summary>
internal sealed record Act(int Epoch, int Count, string Identity)
{
    /// <summary>Null where nobody has written yet.</summary>
    public static Act? Of(ConfigMap map) => map.Data is { } data && data.TryGetValue("epoch", out var epoch)
        ? new Act(int.Parse(epoch, CultureInfo.InvariantCulture), int.Parse(data["count"], CultureInfo.InvariantCulture), data["identity"])
        : null;
}
