using System.Diagnostics.Metrics;
using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class ControllerInstrumentsTests
{
    [Fact]
    public void Reconciles_are_counted_by_result_and_timed_and_the_queue_is_seen_while_it_runs()
    {
        var name = $"controller-{Guid.NewGuid():N}";
        List<string> seen = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "ParallelJobs.Kubernetes")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, $"{value}", tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, $"{value}", tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, $"{value}", tags));
        listener.Start();

        using (var instruments = new ControllerInstruments(name, () => 3, () => TimeSpan.FromSeconds(1.5)))
        {
            foreach (var kind in Enum.GetValues<RequeueKind>())
            {
                instruments.Reconciled(kind, TimeSpan.FromSeconds(0.25));
            }

            listener.RecordObservableInstruments();
        }

        listener.RecordObservableInstruments();
        string[] results = ["done", "after", "conflict", "transient", "error", "terminal"];
        Assert.Equal(
            [
                .. results.SelectMany(result => (string[])[$"reconcile_total 1 result={result}", "reconcile_duration_seconds 0.25"]),
                "workqueue_depth 3", "workqueue_oldest_seconds 1.5",
            ],
            seen);

        // Other controllers of this process are measured too.
        void Add(Instrument instrument, string value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var all = tags.ToArray();
            if (all.Contains(new("controller", name)))
            {
                seen.Add(string.Join(' ', [$"{instrument.Name} {value}", .. all.Where(tag => tag.Key != "controller").Select(tag => $"{tag.Key}={tag.Value}")]));
            }
        }
    }
}
