using System.Globalization;
using System.Text.Json;
using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Installations;
using KubernetesMeta = ParallelJobs.Kubernetes.Objects.ObjectMeta;

namespace ParallelJobs.Benchmarks.Measures.Operators;

/// <summary>Seconds from before a small ParallelJob is created until its Complete is heard, on a real node; then it is deleted, and nothing is left.</summary>
internal sealed class SmallJob : IMeasure
{
    /// <summary>Two hundred leaves; the work itself takes some milliseconds.</summary>
    private static readonly JsonElement Spec = JsonDocument.Parse(
        """
        {
          "range": { "start": 1, "end": 1000001 },
          "kernel": { "name": "pi" },
          "leafSize": 5000,
          "workers": { "resources": { "requests": { "cpu": "100m", "memory": "128Mi" } } }
        }
        """).RootElement;

    private static int _number;

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var installation = await OperatorInstallation.StartAsync(cancellationToken);
        var name = $"small-{++_number}";
        var start = TimeProvider.System.GetTimestamp();
        await installation.Client.CreateAsync(
            new JobResource { Metadata = new KubernetesMeta { Namespace = installation.Namespace, Name = name }, Spec = Spec }, cancellationToken: cancellationToken);
        var status = await installation.UntilFinishedAsync(name, cancellationToken: cancellationToken);
        var seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        if (!Installation.IsTrue(status, ConditionTypes.Complete))
        {
            throw new MeasureFailedException($"{name} did not complete: {Installation.Condition(status, ConditionTypes.Failed)?.Message}");
        }

        await installation.LeaveNothingAsync(cancellationToken);
        return new Measurement(seconds, double.Parse(status.Result!.Value!, CultureInfo.InvariantCulture));
    }
}
