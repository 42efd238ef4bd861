namespace ParallelJobs.Contracts.Manifest;

/// <summary>What a scalar is to readers of YAML.</summary>
internal enum ScalarType
{
    String,
    Integer,

    /// <summary>A number that is not written as a decimal integer: 1.5, 1e9, 0x1F, 1_000.</summary>
    OtherNumber,
    Boolean,

    /// <summary>A word that YAML 1.1, and so kubectl, reads as a boolean: yes, no, on, off.</summary>
    OldBoolean,
    Null,
}
