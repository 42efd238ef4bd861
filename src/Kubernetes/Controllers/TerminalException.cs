namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>A reconcile failed in a way that trying again does not mend.</summary>
public sealed class TerminalException(string message, Exception? inner = null) : Exception(message, inner);
