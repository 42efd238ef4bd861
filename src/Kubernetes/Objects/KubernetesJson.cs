using System.Text.Json;
using System.Text.Json.Serialization;

namespace ParallelJobs.Kubernetes.Objects;

/// <summary>
/// How the objects of this folder are read and written. Whoever has a type of their own makes such a context for it, with the same options, for
/// the type and for <see cref="ResourceList{T}"/> of it.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter), typeof(TextConverter)])]
[JsonSerializable(typeof(Namespace))]
[JsonSerializable(typeof(ResourceList<Namespace>))]
[JsonSerializable(typeof(Node))]
[JsonSerializable(typeof(ResourceList<Node>))]
[JsonSerializable(typeof(ConfigMap))]
[JsonSerializable(typeof(ResourceList<ConfigMap>))]
[JsonSerializable(typeof(Secret))]
[JsonSerializable(typeof(ResourceList<Secret>))]
[JsonSerializable(typeof(Service))]
[JsonSerializable(typeof(ResourceList<Service>))]
[JsonSerializable(typeof(Pod))]
[JsonSerializable(typeof(ResourceList<Pod>))]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(ResourceList<Job>))]
[JsonSerializable(typeof(Lease))]
[JsonSerializable(typeof(ResourceList<Lease>))]
[JsonSerializable(typeof(Event))]
[JsonSerializable(typeof(ResourceList<Event>))]
[JsonSerializable(typeof(CoreEvent))]
[JsonSerializable(typeof(ResourceList<CoreEvent>))]
[JsonSerializable(typeof(NetworkPolicy))]
[JsonSerializable(typeof(ResourceList<NetworkPolicy>))]
[JsonSerializable(typeof(CustomResourceDefinition))]
[JsonSerializable(typeof(ResourceList<CustomResourceDefinition>))]
[JsonSerializable(typeof(SelfSubjectAccessReview))]
[JsonSerializable(typeof(ResourceList<SelfSubjectAccessReview>))]
[JsonSerializable(typeof(Status))]
[JsonSerializable(typeof(DeleteOptions))]
[JsonSerializable(typeof(JsonElement))]
public sealed partial class KubernetesJson : JsonSerializerContext;
