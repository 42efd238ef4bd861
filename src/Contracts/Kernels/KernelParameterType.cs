namespace ParallelJobs.Contracts.Kernels;

/// <summary>The type that the text of a parameter is read by.</summary>
public enum KernelParameterType
{
    /// <summary>A whole number: <c>-?[0-9]{1,39}</c>.</summary>
    Integer,

    /// <summary>A finite decimal number, read to the nearest double.</summary>
    Decimal,

    /// <summary>One of a list of words.</summary>
    Choice,

    /// <summary>A whole number with a unit: ns, us, ms, s, m.</summary>
    Duration,
}
