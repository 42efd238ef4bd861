namespace ParallelJobs.Contracts.Validation;

/// <summary>What a rule finds: the path of the field, what is wrong, what to do.</summary>
internal sealed record Problem(string Field, string Message, string Fix);
