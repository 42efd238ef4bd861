using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>Seconds from before a batch/v1 Job of the workers' image, which only says its version, is created until its Complete is heard.</summary>
internal sealed class PlainJob : IMeasure
{
    private const string Name = "plain";

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var installation = await OperatorInstallation.StartAsync(cancellationToken);
        await using var jobs = await installation.Space.WatchAsync<Job>();
        await using var pods = await installation.Space.WatchAsync<Pod>();
        var key = installation.Space.Key(Name);
        var start = TimeProvider.System.GetTimestamp();
        await installation.Client.CreateAsync(Of(installation.Namespace), cancellationToken: cancellationToken);
        await jobs.UntilAsync(key, job => job.Status?.Conditions?.Any(condition => condition is { Type: "Complete", Status: "True" }) == true, "to complete", Installation.AtMost, cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        await installation.Client.DeleteAsync<Job>(
            installation.Namespace, Name, new DeleteOptions { PropagationPolicy = PropagationPolicy.Background }, cancellationToken);
        await pods.UntilAsync(store => store.Count == 0, "its pod to go", Installation.AtMost, cancellationToken);
        return new Measurement(seconds);
    }

    private static Job Of(string @namespace) => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = Name },
        Spec = new JobSpec
        {
            Template = new PodTemplate
            {
                Spec = new PodSpec
                {
                    RestartPolicy = "Never",
                    AutomountServiceAccountToken = false,
                    SecurityContext = new PodSecurityContext { RunAsNonRoot = true, RunAsUser = 65532, RunAsGroup = 65532 },
                    Containers =
                    [
                        new Container
                        {
                            Name = "worker",
                            Image = Installation.WorkerImage,
                            ImagePullPolicy = "IfNotPresent",
                            Args = ["--version"],
                            Resources = new ResourceRequirements { Requests = new Dictionary<string, string> { ["cpu"] = "100m", ["memory"] = "128Mi" } },
                        },
                    ],
                },
            },
        },
    };
}
