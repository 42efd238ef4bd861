using System.Globalization;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Lives of the child Job: their names, and whether one is over.</summary>
internal static class Incarnations
{
    public static string Name(string job, int incarnation) => $"{job}-{incarnation}";

    /// <summary>0 for a name that is none of ours.</summary>
    public static int Of(Job child)
    {
        var name = child.Metadata.Name ?? "";
        var number = name.AsSpan(name.LastIndexOf('-') + 1);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var incarnation) ? incarnation : 0;
    }

    /// <summary>It makes no pods any more: it has ended, or one pod has succeeded.</summary>
    public static bool IsOver(Job child) =>
        child.Status?.Succeeded > 0
        || child.Status?.Conditions?.Any(condition => condition is { Type: "Complete" or "Failed", Status: "True" }) == true;
}
