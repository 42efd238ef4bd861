namespace ParallelJobs.Contracts.Manifest;

/// <summary>Where a piece of a manifest stands; line and column from 1, or 0 where there is no text.</summary>
internal readonly record struct Origin(string File, int Line, int Column)
{
    public ManifestError Error(string field, string message, string fix) => new(File, Line, Column, field, message, fix);
}
