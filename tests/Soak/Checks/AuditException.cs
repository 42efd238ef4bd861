namespace ParallelJobs.Soak.Checks;

/// <summary>Something is not as it must be.</summary>
internal sealed class AuditException(string message) : Exception(message);
