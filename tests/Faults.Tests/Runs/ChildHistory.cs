using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Faults.Tests.Runs;

/// <summary>Every child Job that there ever was, by name and uid: a name that had two uids was made twice. Safe for use by several threads.</summary>
internal sealed class ChildHistory
{
    private readonly Lock _lock = new();
    private readonly HashSet<(string Name, string Uid)> _seen = [];

    public ChildHistory(WatchedStore<Job> children)
    {
        children.Store.Changed += (before, after) => Add(after ?? before!);
        foreach (var child in children.Store.List())
        {
            Add(child);
        }
    }

    public IReadOnlyList<string> Names
    {
        get { lock (_lock) { return [.. _seen.Select(child => child.Name).Order(StringComparer.Ordinal)]; } }
    }

    private void Add(Job child)
    {
        lock (_lock)
        {
            _seen.Add((child.Metadata.Name!, child.Metadata.Uid!));
        }
    }
}
