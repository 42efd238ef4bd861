namespace ParallelJobs.Cli.Clusters;

/// <summary>Which part of workers' logs is wanted.</summary>
/// <param name="Follow">Until the job ends.</param>
/// <param name="Tail">Only the last lines of each; null for all.</param>
/// <param name="Since">Only what is not older; null for all.</param>
/// <param name="Previous">Of the life before the present one.</param>
internal sealed record LogRequest(bool Follow, int? Tail, TimeSpan? Since, bool Previous)
{
    /// <summary>Where a container's log is read, as <see cref="Kubernetes.KubernetesClient.OpenAsync"/> takes it. Pure.</summary>
    /// <param name="place">The namespace.</param>
    /// <param name="pod">Its name.</param>
    /// <param name="container">Of the pod.</param>
    /// <param name="whole">It is a life that began while others were followed: nothing of it is left out.</param>
    public string PathOf(string place, string pod, string container, bool whole = false)
    {
        var path = $"api/v1/namespaces/{place}/pods/{pod}/log?container={container}";
        path += Follow ? "&follow=true" : "";
        path += Previous ? "&previous=true" : "";
        path += Tail is { } lines && !whole ? $"&tailLines={lines}" : "";
        return Since is { } since && !whole ? $"{path}&sinceSeconds={Math.Max(1, Math.Ceiling(since.TotalSeconds)):0}" : path;
    }
}
