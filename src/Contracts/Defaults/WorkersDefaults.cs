using System.Collections.Immutable;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Defaults;

/// <summary>What holds where <c>spec.workers</c> says nothing. Pure.</summary>
internal static class WorkersDefaults
{
    private const string Cpu = "cpu";
    private const string Memory = "memory";
    internal const int Replicas = 1;
    private const int TerminationGracePeriodSeconds = 30;

    private static readonly Quantity OneCpu = new("1");
    private static readonly Quantity EnoughMemory = new("512Mi");

    public static WorkersSpec Apply(WorkersSpec workers) => workers with
    {
        Replicas = workers.Replicas ?? Replicas,
        Mode = workers.Mode ?? SlotMode.Threads,
        Resources = Apply(workers.Resources ?? new ResourceRequirements()),
        TerminationGracePeriodSeconds = workers.TerminationGracePeriodSeconds ?? TerminationGracePeriodSeconds,
    };

    /// <summary>A resource that is named in requests or limits is the user's; one that is named in neither gets the default.</summary>
    private static ResourceRequirements Apply(ResourceRequirements resources)
    {
        var requests = resources.Requests ?? ImmutableSortedDictionary.Create<string, Quantity>(StringComparer.Ordinal);
        var limits = resources.Limits ?? ImmutableSortedDictionary.Create<string, Quantity>(StringComparer.Ordinal);
        if (!requests.ContainsKey(Cpu) && !limits.ContainsKey(Cpu))
        {
            requests = requests.Add(Cpu, OneCpu);
        }

        if (!requests.ContainsKey(Memory) && !limits.ContainsKey(Memory))
        {
            requests = requests.Add(Memory, EnoughMemory);
            limits = limits.Add(Memory, EnoughMemory);
        }

        return new ResourceRequirements { Requests = requests, Limits = limits };
    }
}
