using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes;

/// <summary>
/// An object of the API, an immutable record with only the fields that its users need: unknown ones are ignored when it is read, and so are lost
/// when it is replaced. Replace only what is modelled whole (or its status alone), and patch the rest.
/// </summary>
/// <typeparam name="TSelf">The type itself.</typeparam>
public interface IResource<TSelf>
    where TSelf : class, IResource<TSelf>
{
    static abstract ResourceType<TSelf> Type { get; }

    /// <summary>That of <see cref="Type"/>, as the object states it.</summary>
    string ApiVersion { get; }

    string Kind { get; }

    ObjectMeta Metadata { get; init; }
}
