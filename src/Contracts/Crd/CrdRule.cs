namespace ParallelJobs.Contracts.Crd;

/// <summary>A rule that the API server itself applies, in CEL (<c>x-kubernetes-validations</c>).</summary>
/// <param name="Path">The schema that has it, as "spec.workers.env[]"; the object itself is "".</param>
/// <param name="Expression">True of what is right; <c>self</c> is the value at the path, and with <c>oldSelf</c> the rule is one of changes.</param>
/// <param name="Message">The field, what is wrong and what to do, as the API server shows it.</param>
public sealed record CrdRule(string Path, string Expression, string Message);
