namespace ParallelJobs.Engine.Workers;

/// <summary>A value, and the variable or file that problems with it name.</summary>
/// <param name="Source">For messages.</param>
/// <param name="Text">Trimmed and not empty; null where it could not be had, which was reported.</param>
internal sealed record SourcedValue(string Source, string? Text)
{
    public static readonly SourcedValue Broken = new("", null);
}
