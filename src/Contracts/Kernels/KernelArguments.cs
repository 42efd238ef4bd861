using System.Collections.Immutable;
using System.Globalization;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Kernels;

/// <summary>
/// The parameters of a kernel as values: given or default, each already checked against its descriptor. Reading a name that the
/// descriptor does not have throws <see cref="KeyNotFoundException"/>: a fault of the kernel, not of the user. Immutable.
/// </summary>
public sealed class KernelArguments
{
    private readonly ImmutableSortedDictionary<string, string> _values;

    private KernelArguments(ImmutableSortedDictionary<string, string> values) => _values = values;

    /// <summary>Name and text of every parameter, by name: the form that enters the spec hash.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>Fills in the defaults for what <paramref name="given"/> does not name. The values given must have been validated.</summary>
    public static KernelArguments Of(KernelDescriptor kernel, ItemRange range, IEnumerable<NamedValue> given)
    {
        var values = kernel.Parameters.ToImmutableSortedDictionary(
            parameter => parameter.Name,
            parameter => parameter.DefaultOf?.Invoke(range) ?? parameter.Default ?? "",
            StringComparer.Ordinal);
        return new KernelArguments(given.Aggregate(values, (all, one) => all.SetItem(one.Name, one.Value)));
    }

    public string Text(string name) => _values[name];

    public Int128 Integer(string name) => Int128.Parse(_values[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public double Decimal(string name) => double.Parse(_values[name], NumberStyles.Float, CultureInfo.InvariantCulture);

    public TimeSpan Duration(string name) => DurationText.Parse(_values[name]);
}
