namespace ParallelJobs.Queue;

/// <summary>The ledger's server does not let this user in, or not do this; trying again changes nothing.</summary>
public sealed class AccessDeniedException(string message, Exception? inner = null) : Exception(message, inner);
