using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Manifest.Binding;

/// <summary>
/// Reads the fields of an object that the structural check has passed: so a required field is there, and every value is of its type
/// and within its bounds. Choices apart, nothing here is generic over a value
/// type, which the runtime would have to compile at start.
/// </summary>
internal static class JsonFields
{
    public static string Text(this JsonObject node, string name) => (string)node[name]!;

    public static string? TextOrNull(this JsonObject node, string name) => (string?)node[name];

    public static bool? Flag(this JsonObject node, string name) => (bool?)node[name];

    public static int Integer(this JsonObject node, string name) => (int)(long)node[name]!;

    public static int? IntegerOrNull(this JsonObject node, string name) => (int?)node.LongOrNull(name);

    public static long? LongOrNull(this JsonObject node, string name) => (long?)node[name];

    /// <summary>A whole number, which the check has written as text.</summary>
    public static Int128 Whole(this JsonObject node, string name) => Int128.Parse(node.Text(name), CultureInfo.InvariantCulture);

    public static long? WholeOrNull(this JsonObject node, string name) =>
        node.TextOrNull(name) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;

    public static Quantity? QuantityOrNull(this JsonObject node, string name) => node.TextOrNull(name) is { } text ? new Quantity(text) : null;

    public static TEnum Choice<TEnum>(this JsonObject node, string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(node.Text(name));

    public static TEnum? ChoiceOrNull<TEnum>(this JsonObject node, string name)
        where TEnum : struct, Enum => node.ContainsKey(name) ? node.Choice<TEnum>(name) : null;

    public static T? Object<T>(this JsonObject node, string name, Func<JsonObject, T> bind)
        where T : class => node[name] is JsonObject found ? bind(found) : null;

    public static ImmutableArray<T>? List<T>(this JsonObject node, string name, Func<JsonObject, T> bind)
        where T : class => node[name] is JsonArray found ? [.. found.Select(element => bind(element!.AsObject()))] : null;

    public static ImmutableArray<string>? Texts(this JsonObject node, string name) =>
        node[name] is JsonArray found ? [.. found.Select(element => (string)element!)] : null;

    public static ImmutableSortedDictionary<string, string>? Map(this JsonObject node, string name) =>
        node[name] is JsonObject found
            ? found.ToImmutableSortedDictionary(field => field.Key, field => (string)field.Value!, StringComparer.Ordinal)
            : null;

    public static ImmutableSortedDictionary<string, Quantity>? Quantities(this JsonObject node, string name) =>
        node[name] is JsonObject found
            ? found.ToImmutableSortedDictionary(field => field.Key, field => new Quantity((string)field.Value!), StringComparer.Ordinal)
            : null;
}
