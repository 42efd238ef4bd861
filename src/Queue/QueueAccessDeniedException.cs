namespace ParallelJobs.Queue;

/// <summary>The server of the ledger does not let this user in, or not at what it asked for.</summary>
public sealed class QueueAccessDeniedException(string message, Exception? inner = null) : Exception(message, inner);
