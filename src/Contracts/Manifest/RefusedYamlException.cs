namespace ParallelJobs.Contracts.Manifest;

/// <summary>Leaves the recursion of <see cref="YamlTree"/>; never gets out of it.</summary>
internal sealed class RefusedYamlException(ManifestError error) : Exception(error.Message)
{
    public ManifestError Error { get; } = error;
}
