using System.Diagnostics.Metrics;

namespace ParallelJobs.Kubernetes.Controllers;

/// <summary>What a controller measures, in the meter "ParallelJobs.Kubernetes", tagged with its name, while this lives.</summary>
internal sealed class ControllerInstruments : IDisposable
{
    public const string MeterName = "ParallelJobs.Kubernetes";

    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.005, 0.025, 0.1, 0.5, 1, 5, 10, 60] };

    private readonly Meter _meter = new(MeterName);
    private readonly KeyValuePair<string, object?> _controller;
    private readonly Counter<long> _reconciles;
    private readonly Histogram<double> _durations;

    /// <param name="controller">Its name.</param>
    /// <param name="depth">Keys that wait.</param>
    /// <param name="oldest">How long the first of them has.</param>
    public ControllerInstruments(string controller, Func<int> depth, Func<TimeSpan> oldest)
    {
        _controller = new("controller", controller);
        _reconciles = _meter.CreateCounter<long>("reconcile_total", description: "Reconciles that have ended, by result.");
        _durations = _meter.CreateHistogram("reconcile_duration_seconds", "s", "How long reconciles took.", tags: null, advice: Seconds);
        _meter.CreateObservableGauge(
            "workqueue_depth", () => new Measurement<int>(depth(), _controller), description: "Keys that wait to be reconciled.");
        _meter.CreateObservableGauge(
            "workqueue_oldest_seconds", () => new Measurement<double>(oldest().TotalSeconds, _controller), "s", "How long the first of them has waited.");
    }

    public void Reconciled(RequeueKind result, TimeSpan duration)
    {
        _reconciles.Add(1, _controller, new("result", Word(result)));
        _durations.Record(duration.TotalSeconds, _controller);
    }

    public void Dispose() => _meter.Dispose();

    private static string Word(RequeueKind result) => result switch
    {
        RequeueKind.Done => "done",
        RequeueKind.After => "after",
        RequeueKind.Conflict => "conflict",
        RequeueKind.Transient => "transient",
        RequeueKind.Terminal => "terminal",
        _ => "error",
    };
}
