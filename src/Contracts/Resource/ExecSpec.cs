using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Resource;

/// <summary>The user's own program in place of a builtin kernel.</summary>
public sealed record ExecSpec
{
    /// <summary>The program and its arguments; what the JSON leaves out is empty, not uninitialised.</summary>
    public ImmutableArray<string> Command { get; init => field = value.IsDefault ? [] : value; } = [];

    public ExecProtocol? Protocol { get; init; }

    public ImmutableArray<NamedValue>? Parameters { get; init; }
}
