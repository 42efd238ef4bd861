namespace ParallelJobs.Contracts.Crd;

/// <summary>One column of what is printed of jobs.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Type">As a CRD names it: string, integer, date.</param>
/// <param name="Path">Where in the object it stands: a dot before each field.</param>
/// <param name="IsWide">Printed with <c>-o wide</c> only.</param>
public sealed record PrinterColumn(string Name, string Type, string Path, bool IsWide = false);
