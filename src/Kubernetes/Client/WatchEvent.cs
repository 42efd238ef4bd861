using System.Runtime.InteropServices;

namespace ParallelJobs.Kubernetes;

/// <summary>One event of a watch. The object of a bookmark has only a resourceVersion.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct WatchEvent<T>(WatchEventType Type, T Object)
    where T : class, IResource<T>;
