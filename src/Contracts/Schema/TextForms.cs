namespace ParallelJobs.Contracts.Schema;

/// <summary>The forms of texts: Kubernetes' own where a field is Kubernetes' own.</summary>
public static class TextForms
{
    public static readonly TextForm DnsLabel = new(
        "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
        "a DNS label (lower case letters, digits and '-', a letter or digit first and last)");

    public static readonly TextForm DnsSubdomain = new(
        @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
        "a DNS name (lower case letters, digits, '-' and '.')");

    public static readonly TextForm LabelKey = new(
        "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?",
        "a label key (an optional DNS name and '/', then letters, digits, '-', '_' and '.')");

    public static readonly TextForm LabelValue = new(
        "([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?",
        "a label value (letters, digits, '-', '_' and '.', a letter or digit first and last)");

    public static readonly TextForm ConfigMapKey = new("[-._A-Za-z0-9]+", "a key of letters, digits, '-', '_' and '.'");

    public static readonly TextForm EnvName = new(
        "[-._A-Za-z][-._A-Za-z0-9]*",
        "the name of an environment variable (letters, digits, '-', '_' and '.', no digit first)");

    public static readonly TextForm ParameterName = new("[A-Za-z][A-Za-z0-9_]*", "a name of letters, digits and '_', a letter first");

    public static readonly TextForm WholeNumber = new("-?[0-9]{1,19}", "a whole number of at most 19 digits");

    /// <summary>The range of all 64-bit numbers has 2^64 items, of 20 digits.</summary>
    public static readonly TextForm Count = new("[0-9]{1,20}", "a whole number of at most 20 digits");

    public static readonly TextForm Decimal = new(
        @"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,4})?",
        "a decimal number such as 0.5 or 1e-3");

    public static readonly TextForm Quantity = new(
        @"\+?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,2})?",
        "a Kubernetes quantity such as 500m or 2Gi");

    public static readonly TextForm AbsolutePath = new("/[^:]*", "an absolute path without ':'");

    public static readonly TextForm RelativePath = new(
        @"(\.|\.?[^./][^/]*|\.\.[^/]+)(/(\.|\.?[^./][^/]*|\.\.[^/]+))*",
        "a relative path without '..'");

    public static readonly TextForm Image = new(@"[^\s]+", "an image reference without spaces");

    public static readonly TextForm Digest = new("sha256:[0-9a-f]{64}", "sha256: and 64 hexadecimal digits");

    public static readonly TextForm ManagedBy = new("[a-z0-9]([-a-z0-9.]*[a-z0-9])?(/[-A-Za-z0-9_.~]+)*", "a DNS name, then an optional path");
}
