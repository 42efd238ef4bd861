using System.Net;
using ParallelJobs.Cli.Output;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Cli.Clusters;

/// <summary>Copies the logs of a job's workers, each line whole and with the name of its pod before it.</summary>
internal sealed class WorkerLogs(ClusterSession session, LogRequest request, TextWriter output, Ink ink)
{
    private readonly Lock _lock = new();

    /// <summary>The logs as far as they are, one after the other; how many pods there were.</summary>
    public async Task<int> CopyAsync(JobObject job, CancellationToken cancellationToken)
    {
        var pods = await JobReporter.PodsAsync(session, job, cancellationToken);
        foreach (var pod in pods)
        {
            foreach (var container in pod.Spec?.Containers ?? [])
            {
                await CopyAsync(pod, container.Name, whole: false, cancellationToken);
            }
        }

        return pods.Count;
    }

    /// <summary>All logs at once, of pods that come later too, until the job has ended and they with it.</summary>
    public async Task FollowAsync(JobObject job, CancellationToken cancellationToken)
    {
        // So that a user without the right to the pods hears of it at once.
        await JobReporter.PodsAsync(session, job, cancellationToken);
        await session.RequireWatchAsync(job.Metadata.Namespace, job.Name, cancellationToken);
        await using var jobs = new ObjectWatch<JobObject>(session.Client, new Selection(job.Metadata.Namespace, Fields: $"metadata.name={job.Name}"));
        await using var pods = new ObjectWatch<Pod>(session.Client, JobReporter.PodsOf(job));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var failed = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var end = Task.Run(() => UntilEndedAsync(jobs, job, ended), CancellationToken.None);
        List<Task> copies = [];
        try
        {
            HashSet<(string?, string, int)> begun = [];
            await foreach (var (_, pod) in pods.ChangesAsync(ended.Token))
            {
                foreach (var container in Started(pod).Where(started => begun.Add((pod!.Metadata.Uid, started.Name, started.RestartCount))))
                {
                    copies.Add(CopyOrStopAsync(pod!, container, ended, failed));
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The job has ended, or a log could not be read.
        }
        finally
        {
            await ended.CancelAsync();
            await end.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await Task.WhenAll(copies);
    }

    private static IEnumerable<ContainerStatus> Started(Pod? pod) =>
        (pod?.Status?.ContainerStatuses ?? []).Where(container => container.State is { Running: not null } or { Terminated: not null });

    private static async Task UntilEndedAsync(ObjectWatch<JobObject> jobs, JobObject job, CancellationTokenSource ended)
    {
        var key = ResourceKey.Of(job.Metadata);
        await jobs.UntilAsync(store => WaitGoal.End.Judge(store.Find(key), job.Metadata.Uid) != WaitVerdict.Waiting, ended.Token);
        await ended.CancelAsync();
    }

    private async Task CopyOrStopAsync(Pod pod, ContainerStatus container, CancellationTokenSource ended, CancellationTokenSource failed)
    {
        try
        {
            await CopyAsync(pod, container.Name, whole: container.RestartCount > 0, failed.Token);
        }
        catch
        {
            await ended.CancelAsync();
            await failed.CancelAsync();
            throw;
        }
    }

    private async Task CopyAsync(Pod pod, string container, bool whole, CancellationToken cancellationToken)
    {
        var name = pod.Metadata.Name!;
        var prefix = ink.Dim($"[{(pod.Spec?.Containers.Count > 1 ? $"{name}/{container}" : name)}]");
        try
        {
            await using var stream = await session.Client.OpenAsync(request.PathOf(pod.Metadata.Namespace!, name, container, whole), cancellationToken);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync(cancellationToken) is { } line)
            {
                lock (_lock)
                {
                    output.WriteLine($"{prefix} {line}");
                }
            }
        }
        catch (KubernetesException refused) when (refused.IsNotFound || refused.StatusCode is HttpStatusCode.BadRequest)
        {
            // The pod went, or its container has not begun: the others' logs are wanted all the same.
            ErrorLine.Write($"{name}: {refused.ServerMessage ?? refused.Message}");
        }
    }
}
