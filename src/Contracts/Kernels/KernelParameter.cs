using System.Collections.Immutable;

namespace ParallelJobs.Contracts.Kernels;

/// <summary>One parameter of a kernel: its type, its default and its bounds.</summary>
public sealed record KernelParameter
{
    public required string Name { get; init; }

    public required KernelParameterType Type { get; init; }

    public required string Summary { get; init; }

    /// <summary>The default as text, or null where it follows from the range (<see cref="DefaultOf"/>).</summary>
    public string? Default { get; init; }

    /// <summary>The default in words, where it follows from the range: "the range's last item".</summary>
    public string? DefaultSummary { get; init; }

    /// <summary>The default for a range; null where <see cref="Default"/> stands.</summary>
    public Func<ItemRange, string>? DefaultOf { get; init; }

    /// <summary>Bounds of an Integer, inclusive.</summary>
    public Int128? Minimum { get; init; }

    public Int128? Maximum { get; init; }

    /// <summary>Bounds of a Decimal, inclusive.</summary>
    public double? MinimumDecimal { get; init; }

    public double? MaximumDecimal { get; init; }

    /// <summary>The values of a Choice; the bounds of a Duration are Minimum and Maximum in nanoseconds.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];
}
