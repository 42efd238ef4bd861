using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Events;

/// <summary>One event and how often it came. Not safe for use by several threads.</summary>
internal sealed class RecordedEvent(EventKey key, string name, DateTimeOffset first)
{
    public EventKey Key { get; } = key;

    public string Name { get; } = name;

    /// <summary>That of the object. Events about objects of the whole cluster live in "default", where servers before 1.21 do not take them.</summary>
    public string Namespace { get; } = key.Regarding.Namespace is { Length: > 0 } place ? place : "default";

    public int Count { get; set; } = 1;

    public DateTimeOffset FirstObserved { get; } = first;

    public DateTimeOffset LastObserved { get; set; } = first;

    /// <summary>The same, on the monotonic clock.</summary>
    public TimeSpan LastSeen { get; set; }

    /// <summary>Not to be written before.</summary>
    public TimeSpan NextWrite { get; private set; }

    /// <summary>It is in the queue of those to be written.</summary>
    public bool IsPending { get; set; }

    /// <summary>The server has it, as far as is known.</summary>
    public bool IsCreated { get; private set; }

    /// <summary>Writes that failed since the last that succeeded.</summary>
    public int Failures { get; set; }

    private EventSeries? Series => Count > 1 ? new EventSeries { Count = Count, LastObservedTime = LastObserved } : null;

    public void Written(TimeSpan now)
    {
        IsCreated = true;
        Failures = 0;
        NextWrite = now + EventBook.Pace;
    }

    public Event ToEvent(string controller, string instance) => new()
    {
        Metadata = new ObjectMeta { Namespace = Namespace, Name = Name },
        EventTime = FirstObserved,
        ReportingController = controller,
        ReportingInstance = instance,
        Action = Key.Action,
        Reason = Key.Reason,
        Regarding = Key.Regarding,
        Note = Key.Note,
        Type = Key.Severity == EventSeverity.Warning ? "Warning" : "Normal",
        Series = Series,
    };

    /// <summary>Of what changes when it comes again.</summary>
    public Patch ToPatch() =>
        Patch.Merge(new JsonObject { ["series"] = JsonSerializer.SerializeToNode(Series, KubernetesJson.Default.EventSeries) });
}
