using ParallelJobs.Contracts.Resource;

namespace ParallelJobs.Contracts.Schema;

/// <summary>The schema of <c>status</c>, bounded so that the fullest one in plain text stays under <see cref="MaxBytes"/>.</summary>
public static class StatusSchema
{
    public const int MaxBytes = 8192;

    private static readonly FieldSchema Conditions = Field.List(
        "Where the job stands; wait for Complete or Failed.",
        6,
        Field.Object(
            "A condition.",
            ("type", Field.Text("Its type.", 16, TextForms.ParameterName).AsRequired()),
            ("status", Field.Choice<ConditionStatus>("Whether it holds.").AsRequired()),
            ("observedGeneration", Field.Integer("The generation that it speaks of.", 0, long.MaxValue)),
            ("lastTransitionTime", Field.Time("When status last changed.")),
            ("reason", Field.Text("Why, in one word.", 32, TextForms.ParameterName)),
            ("message", Field.Text("Why, in a sentence.", 256, minLength: 0))),
        key: "type");

    private static readonly FieldSchema Summary = Field.Object(
        "For the columns of kubectl get only.",
        ("state", Field.Text("In one word.", 32)),
        ("progress", Field.Text("In percent.", 32)),
        ("workers", Field.Text("Ready of desired.", 32)),
        ("rate", Field.Text("Items a second.", 32)),
        ("eta", Field.Text("What is left.", 32)),
        ("result", Field.Text("The result, shortened.", 64)));

    private static readonly FieldSchema Items = Field.Object(
        "How many items are where.",
        ("total", Count("In all.")),
        ("completed", Count("In the result.")),
        ("inFlight", Count("Leased.")),
        ("retrying", Count("Waiting after a failure, a loss or a release.")),
        ("failed", Count("Dead.")));

    private static readonly FieldSchema Workers = Field.Object(
        "How many workers.",
        ("desired", Field.Integer("As the spec says.", 0, int.MaxValue)),
        ("replicas", Field.Integer("Pods.", 0, int.MaxValue)),
        ("ready", Field.Integer("Pods that are ready.", 0, int.MaxValue)),
        ("selector", Field.Text("Of the pods, for the scale subresource.", 256)));

    private static readonly FieldSchema Result = Field.Object(
        "The result so far.",
        ("value", Field.Text("The value as JSON; a longer one is in configMap.", 1024)),
        ("coverage", Field.Text("The items that it is the result of.", 736)),
        ("digest", Field.Text("Of its canonical bytes.", 71, TextForms.Digest)),
        ("configMap", Field.Text("The ConfigMap that holds it.", 63, TextForms.DnsSubdomain)));

    private static readonly FieldSchema Contention = Field.Object(
        "Where the core-seconds went.",
        ("efficiencyPercent", Field.Integer("Committed compute of slots times elapsed.", 0, 100)),
        ("speedup", Field.Text("Against one core.", 32, TextForms.Decimal)),
        ("waitingPercent", Field.Integer("Waiting of slots times elapsed.", 0, 100)));

    private static readonly FieldSchema Failures = Field.Object(
        "The dead ranges.",
        ("count", (Field.Whole("Items.", 0, Int128.One << 64) with { Form = TextForms.Count }).AsRequired()),
        ("sample", Field.List(
            "The first of them.",
            10,
            Field.Object(
                "A dead range.",
                ("start", Field.Whole("Its first item.", ItemRange.MinStart, long.MaxValue).AsRequired()),
                ("end", Field.Whole("One past its last item.", ItemRange.MinStart + 1, ItemRange.MaxEnd).AsRequired()),
                ("attempts", Field.Integer("How often it was tried.", 0, int.MaxValue).AsRequired()),
                ("message", Field.Text("The last error.", 128, minLength: 0))))));

    public static readonly FieldSchema Status = Field.Object(
        "What has come of the job; written by the operator alone.",
        ("observedGeneration", Field.Integer("The generation that the rest speaks of.", 0, long.MaxValue)),
        ("incarnation", Field.Integer("Of the child Job.", 1, int.MaxValue)),
        ("conditions", Conditions),
        ("summary", Summary),
        ("items", Items),
        ("workers", Workers),
        ("result", Result),
        ("contention", Contention),
        ("failures", Failures),
        ("retriedFailed", Field.Integer("The spec's retryFailed that has been acted upon.", 0, int.MaxValue)),
        ("suspendedSeconds", Field.Integer("For how long it was suspended after its start.", 0, long.MaxValue)),
        ("startTime", Field.Time("When the first leaf was granted.")),
        ("completionTime", Field.Time("When the job ended.")),
        ("estimatedCompletionTime", Field.Time("When it will have ended.")));

    private static FieldSchema Count(string description) => Field.Text(description, 20, TextForms.Count);
}
