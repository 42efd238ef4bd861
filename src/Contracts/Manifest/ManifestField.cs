namespace ParallelJobs.Contracts.Manifest;

/// <summary>A key of a map, where it stands, and its value.</summary>
internal sealed record ManifestField(string Name, Origin At, ManifestNode Value);
