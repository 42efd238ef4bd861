using System.Collections.Immutable;
using System.Numerics;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Operator.Workers;

/// <summary>How many slots a worker gets: as the spec says, or one for each whole core of its CPU limit, else of its request.</summary>
internal static class SlotCount
{
    private static readonly BigInteger OneCore = 1_000_000_000;

    /// <param name="workers">With every default filled in.</param>
    public static int Of(WorkersSpec workers)
    {
        if (workers.Slots is { } slots)
        {
            return slots;
        }

        var resources = workers.Resources!;
        return Cpu(resources.Limits) is { } limit ? Cores(limit) : Cpu(resources.Requests) is { } request ? Cores(request) : 1;
    }

    private static Quantity? Cpu(ImmutableSortedDictionary<string, Quantity>? amounts) =>
        amounts is not null && amounts.TryGetValue("cpu", out var cpu) ? cpu : null;

    private static int Cores(Quantity cpu) => (int)BigInteger.Clamp(cpu.Nanos / OneCore, 1, 4096);
}
