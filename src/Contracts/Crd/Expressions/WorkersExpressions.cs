using System.Collections.Immutable;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>The pods: environment and volumes. Amounts of resources are compared by the operator: CEL has quantities since Kubernetes 1.29.</summary>
internal static class WorkersExpressions
{
    public static readonly ImmutableArray<CrdRule> All =
    [
        new(
            "spec.workers.env[]",
            $"!self.name.upperAscii().startsWith('{WorkersRules.ReservedPrefix}')",
            $"spec.workers.env: the prefix {WorkersRules.ReservedPrefix} is reserved; give the variable another name"),
        new(
            "spec.workers.env[]",
            "!has(self.value) || !has(self.valueFrom)",
            "spec.workers.env: a variable has value or valueFrom; keep one of the two"),
        new(
            "spec.workers.env[].valueFrom",
            Union.ExactlyOne("secretKeyRef", "configMapKeyRef"),
            "spec.workers.env: valueFrom takes exactly one of secretKeyRef and configMapKeyRef"),
        new(
            "spec.workers.volumes[]",
            Union.ExactlyOne("configMap", "secret", "persistentVolumeClaim", "emptyDir"),
            "spec.workers.volumes: give each volume exactly one of configMap, secret, persistentVolumeClaim and emptyDir"),
        new(
            "spec.workers",
            "!has(self.volumeMounts) || self.volumeMounts.all(mount, has(self.volumes) && self.volumes.exists(volume, volume.name == mount.name))",
            "spec.workers.volumeMounts: a mount names a volume that is not there; add it to spec.workers.volumes"),
    ];
}
