using System.Collections.Immutable;
using ParallelJobs.Contracts.Manifest;

namespace ParallelJobs.Contracts.Validation;

/// <summary>The pods: environment, volumes, resources.</summary>
internal static class WorkersRules
{
    /// <summary>Variables of this prefix are the worker's own.</summary>
    public const string ReservedPrefix = "PARALLELJOB_";

    public static readonly ImmutableArray<Rule> All =
    [
        new(["spec.workers.env"], EnvironmentFree),
        new(["spec.workers.env"], EnvironmentSources),
        new(["spec.workers.volumes"], VolumeSources),
        new(["spec.workers.volumes", "spec.workers.volumeMounts"], MountsHaveVolumes),
        new(["spec.workers.resources"], RequestsWithinLimits),
    ];

    private static IEnumerable<Problem> EnvironmentFree(RuleInput input) =>
        (input.Spec.Workers?.Env ?? [])
            .Where(variable => variable.Name.StartsWith(ReservedPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => new Problem(
                $"spec.workers.env[{variable.Name}].name",
                $"the prefix {ReservedPrefix} is reserved",
                "give the variable another name"));

    private static IEnumerable<Problem> EnvironmentSources(RuleInput input)
    {
        foreach (var variable in input.Spec.Workers?.Env ?? [])
        {
            var path = $"spec.workers.env[{variable.Name}]";
            if (variable is { Value: not null, ValueFrom: not null })
            {
                yield return new Problem($"{path}.valueFrom", "stands beside value", "keep one of the two");
            }
            else if (variable.ValueFrom is { } from)
            {
                foreach (var problem in WorkRules.ExactlyOne(
                    $"{path}.valueFrom",
                    ("secretKeyRef", from.SecretKeyRef is not null),
                    ("configMapKeyRef", from.ConfigMapKeyRef is not null)))
                {
                    yield return problem;
                }
            }
        }
    }

    private static IEnumerable<Problem> VolumeSources(RuleInput input) =>
        (input.Spec.Workers?.Volumes ?? []).SelectMany(volume => WorkRules.ExactlyOne(
            $"spec.workers.volumes[{volume.Name}]",
            ("configMap", volume.ConfigMap is not null),
            ("secret", volume.Secret is not null),
            ("persistentVolumeClaim", volume.PersistentVolumeClaim is not null),
            ("emptyDir", volume.EmptyDir is not null)));

    private static IEnumerable<Problem> MountsHaveVolumes(RuleInput input)
    {
        var volumes = (input.Spec.Workers?.Volumes ?? []).Select(volume => volume.Name).ToArray();
        return (input.Spec.Workers?.VolumeMounts ?? [])
            .Where(mount => !volumes.Contains(mount.Name))
            .Select(mount => new Problem(
                $"spec.workers.volumeMounts[{Wording.Plain(mount.MountPath)}].name",
                $"there is no volume {Wording.Quote(mount.Name)}",
                Wording.Suggest(mount.Name, volumes, "add it to spec.workers.volumes")));
    }

    private static IEnumerable<Problem> RequestsWithinLimits(RuleInput input) =>
        input.Spec.Workers?.Resources is not { Requests: { } requests, Limits: { } limits }
            ? []
            : requests
                .Where(request => limits.TryGetValue(request.Key, out var limit) && request.Value.Nanos > limit.Nanos)
                .Select(request => new Problem(
                    $"spec.workers.resources.requests[{request.Key}]",
                    $"{request.Value} is above the limit, {limits[request.Key]}",
                    "raise the limit or lower the request"));
}
