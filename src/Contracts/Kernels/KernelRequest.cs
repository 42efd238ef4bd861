using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Kernels;

/// <summary>What a manifest asks of a kernel, with every default filled in.</summary>
public sealed record KernelRequest(ItemRange Range, long LeafSize, ReducerName Reducer, KernelArguments Arguments);
