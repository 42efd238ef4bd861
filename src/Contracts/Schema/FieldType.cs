namespace ParallelJobs.Contracts.Schema;

/// <summary>The type of a field, as a manifest and the CRD see it.</summary>
public enum FieldType
{
    /// <summary>Named fields, each with its own schema.</summary>
    Object,

    /// <summary>Any keys of one form, values of one schema.</summary>
    Map,

    List,
    Text,

    /// <summary>One of a list of words, CamelCase.</summary>
    Choice,

    /// <summary>A whole number that any reader of JSON keeps exact.</summary>
    Integer,

    /// <summary>A whole number of up to 19 digits, as a number or, since it may pass 53 bits, as a string (int-or-string).</summary>
    WholeNumber,

    /// <summary>An amount of a resource in Kubernetes' notation (int-or-string).</summary>
    Quantity,

    Boolean,

    /// <summary>A time in RFC 3339; set by the server.</summary>
    Time,
}
