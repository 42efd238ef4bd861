using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Schema;

/// <summary>Schemas of the pod fields that place a worker, under Kubernetes' own names.</summary>
internal static class PodSchema
{
    private static readonly FieldSchema Values = Field.List("The values to compare with.", 64, Field.Text("A value.", 253, minLength: 0));

    private static readonly FieldSchema NodeRequirements = Field.List(
        "Requirements, all of which must hold.",
        32,
        Field.Object(
            "A requirement.",
            ("key", Field.Text("The label or field.", 317, TextForms.LabelKey).AsRequired()),
            ("operator", Field.Choice<NodeSelectorOperator>("How it compares.").AsRequired()),
            ("values", Values)));

    private static readonly FieldSchema NodeTerm = Field.Object(
        "Nodes that match all of the requirements.",
        ("matchExpressions", NodeRequirements),
        ("matchFields", NodeRequirements));

    private static readonly FieldSchema LabelSelector = Field.Object(
        "Pods by their labels.",
        ("matchLabels", Labels("Labels that must be equal.")),
        ("matchExpressions", Field.List(
            "Requirements, all of which must hold.",
            32,
            Field.Object(
                "A requirement.",
                ("key", Field.Text("The label.", 317, TextForms.LabelKey).AsRequired()),
                ("operator", Field.Choice<LabelSelectorOperator>("How it compares.").AsRequired()),
                ("values", Values)))));

    private static readonly FieldSchema TopologyKey = Field.Text("The node label whose equal values are one place.", 317, TextForms.LabelKey);

    private static readonly FieldSchema PodTerm = Field.Object(
        "Pods by their labels, and what near means.",
        ("labelSelector", LabelSelector),
        ("topologyKey", TopologyKey.AsRequired()),
        ("namespaces", Field.List("Where the pods are; unset means the job's namespace.", 16, Field.Text("A namespace.", 63, TextForms.DnsLabel), key: "")));

    private static readonly FieldSchema NodeAffinity = Field.Object(
        "Which nodes the pods go to.",
        ("requiredDuringSchedulingIgnoredDuringExecution", Field.Object(
            "Nodes that match any of the terms.",
            ("nodeSelectorTerms", Field.List("The terms.", 16, NodeTerm, minItems: 1).AsRequired()))),
        ("preferredDuringSchedulingIgnoredDuringExecution", Field.List(
            "Nodes that should be taken.",
            16,
            Field.Object(
                "A preference.",
                ("weight", Weight()),
                ("preference", NodeTerm.AsRequired())))));

    public static readonly FieldSchema Affinity = Field.Object(
        "Which nodes the pods go to, and beside which pods.",
        ("nodeAffinity", NodeAffinity),
        ("podAffinity", PodAffinity("Pods to be near to.")),
        ("podAntiAffinity", PodAffinity("Pods to be away from.")));

    public static readonly FieldSchema Tolerations = Field.List(
        "Taints that the pods tolerate.",
        32,
        Field.Object(
            "A toleration.",
            ("key", Field.Text("The taint; unset with operator Exists means all.", 317, TextForms.LabelKey)),
            ("operator", Field.Choice<TolerationOperator>("How it matches.")),
            ("value", Field.Text("The taint's value.", 63, TextForms.LabelValue, minLength: 0)),
            ("effect", Field.Choice<TaintEffect>("The taint's effect; unset means all.")),
            ("tolerationSeconds", Field.Integer("NoExecute: how long the taint is tolerated.", 0, int.MaxValue))));

    public static readonly FieldSchema TopologySpreadConstraints = Field.List(
        "How evenly the pods spread.",
        16,
        Field.Object(
            "A constraint.",
            ("maxSkew", Field.Integer("How uneven it may be.", 1, 100_000).AsRequired()),
            ("topologyKey", TopologyKey.AsRequired()),
            ("whenUnsatisfiable", Field.Choice<WhenUnsatisfiable>("What happens to a pod that does not fit.").AsRequired()),
            ("labelSelector", LabelSelector)));

    public static FieldSchema Labels(string description) =>
        Field.Map(description, 64, TextForms.LabelKey, 317, Field.Text("A label's value.", 63, TextForms.LabelValue, minLength: 0));

    public static FieldSchema Annotations(string description) =>
        Field.Map(description, 64, TextForms.LabelKey, 317, Field.Text("An annotation's value.", 262_144, minLength: 0));

    private static FieldSchema PodAffinity(string description) => Field.Object(
        description,
        ("requiredDuringSchedulingIgnoredDuringExecution", Field.List("Must be so.", 16, PodTerm)),
        ("preferredDuringSchedulingIgnoredDuringExecution", Field.List(
            "Should be so.",
            16,
            Field.Object(
                "A preference.",
                ("weight", Weight()),
                ("podAffinityTerm", PodTerm.AsRequired())))));

    private static FieldSchema Weight() => Field.Integer("How much it counts.", 1, 100).AsRequired();
}
