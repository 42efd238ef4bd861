namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>The configuration cannot be used; the message names the file and the field, and says what to do.</summary>
public sealed class ClusterConfigException(string message, Exception? inner = null) : Exception(message, inner);
