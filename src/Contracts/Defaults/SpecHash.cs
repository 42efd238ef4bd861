using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Defaults;

/// <summary>
/// Names what a job computes: two specs with one hash have the same leaves, the same results of them, in the same positions.
/// What enters: the range or the items (their source, and the digest of what was read from it), the kernel's name, revision and all
/// its arguments with defaults, or the program with its protocol and parameters; the reducer with its fields; the leaf size; the
/// order. What does not: workers, chunk policy, limits, retry, leases, dependencies, output, and all that may change.
/// The form hashed is one JSON object, fields in the order written here, without spaces, lists of names sorted. Pure.
/// </summary>
public static class SpecHash
{
    /// <summary>The SHA-256 as 64 lower-case hexadecimal digits; the same with and without defaults applied.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="kernels">The kernels that it was validated against.</param>
    /// <param name="itemsDigest">Of the items' content, where they stand outside the spec and have been read.</param>
    public static string Of(ParallelJobSpec spec, IReadOnlyList<KernelDescriptor> kernels, string? itemsDigest = null)
    {
        var whole = SpecDefaults.Apply(spec, kernels);
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            json.WriteStartObject();
            json.WriteString("apiVersion", ParallelJob.ApiVersionName);
            WriteWork(json, whole, itemsDigest);
            WriteFunction(json, whole, SpecDefaults.KernelOf(whole, kernels));
            WriteReduce(json, whole.Reduce!);
            json.WriteNumber("leafSize", whole.LeafSize!.Value);
            json.WriteString("order", $"{whole.Schedule!.Order}");
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.WrittenSpan));
    }

    private static void WriteWork(Utf8JsonWriter json, ParallelJobSpec spec, string? itemsDigest)
    {
        if (spec.Range is { } range)
        {
            WriteTexts(json, "range", [range.Start.ToString(CultureInfo.InvariantCulture), range.End.ToString(CultureInfo.InvariantCulture)]);
        }

        if (spec.Items is { } items)
        {
            ImmutableArray<string> source = items switch
            {
                { Values: { } values } => ["values", .. values],
                { ConfigMap: { } map } => ["configMap", map.Name, map.Key],
                { PersistentVolumeClaim: { } claim } => ["persistentVolumeClaim", claim.ClaimName, claim.Path, $"{claim.Count}"],
                _ => ["file"],
            };
            WriteTexts(json, "items", source);
        }

        if (itemsDigest is not null)
        {
            json.WriteString("itemsDigest", itemsDigest);
        }
    }

    private static void WriteFunction(Utf8JsonWriter json, ParallelJobSpec spec, KernelDescriptor? kernel)
    {
        if (kernel is not null)
        {
            var range = spec.Range ?? new ItemRange(0, SpecDefaults.ItemCountOf(spec) ?? 0);
            json.WriteString("kernel", kernel.Name);
            json.WriteNumber("revision", kernel.Revision);
            WriteNamed(json, KernelArguments.Of(kernel, range, spec.Kernel?.Parameters ?? []).Values);
        }

        if (spec.Exec is { } exec)
        {
            WriteTexts(json, "command", exec.Command);
            json.WriteString("protocol", $"{exec.Protocol}");
            WriteNamed(json, (exec.Parameters ?? []).Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));
        }
    }

    private static void WriteReduce(Utf8JsonWriter json, ReduceSpec reduce)
    {
        json.WriteString("reduce", $"{reduce.Name}");
        if (reduce.Edges is { } edges)
        {
            WriteTexts(json, "edges", edges);
        }

        if (reduce.K is { } k)
        {
            json.WriteNumber("k", k);
            json.WriteString("which", $"{reduce.Order}");
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteNamed(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> named)
    {
        json.WriteStartObject("parameters");
        foreach (var (name, value) in named.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }
}
