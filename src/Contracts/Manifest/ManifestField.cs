namespace ParallelJobs.Contracts.Manifest;

/// <summary>A key of a map, where it stands, and its value.</summary>
internal readonly record struct ManifestField(string Name, Origin At, ManifestNode Value);
