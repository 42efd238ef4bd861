using System.Text.Json;
using System.Text.Json.Serialization;
using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Json;

/// <summary>
/// The resource as JSON, in the form that the Kubernetes API takes: camelCase, what is not set is left out, enums by name.
/// <see cref="Default"/> skips fields that it does not know (a newer server may have some); <see cref="Strict"/> refuses them.
/// Reading checks types alone: bounds and rules are the manifest reader's. Throws <see cref="JsonException"/>. Thread-safe.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(ParallelJob))]
public sealed partial class ContractsJsonContext : JsonSerializerContext
{
    private static ContractsJsonContext? _strict;

    /// <summary>Refuses fields that the records do not have.</summary>
    public static ContractsJsonContext Strict =>
        _strict ??= new(new JsonSerializerOptions(Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });
}
