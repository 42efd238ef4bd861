using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource;

/// <summary>The user's own program in place of a builtin kernel.</summary>
public sealed record ExecSpec
{
    public ImmutableArray<string> Command { get; init; } = [];

    public ExecProtocol? Protocol { get; init; }

    public ImmutableArray<NamedValue>? Parameters { get; init; }
}
