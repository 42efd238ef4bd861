using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Manifest.Binding;

/// <summary>Makes the records that say which nodes the pods go to.</summary>
internal static class PlacementBinder
{
    private const string Required = "requiredDuringSchedulingIgnoredDuringExecution";
    private const string Preferred = "preferredDuringSchedulingIgnoredDuringExecution";

    public static Toleration Toleration(JsonObject node) => new()
    {
        Key = node.TextOrNull("key"),
        Operator = node.ChoiceOrNull<TolerationOperator>("operator"),
        Value = node.TextOrNull("value"),
        Effect = node.ChoiceOrNull<TaintEffect>("effect"),
        TolerationSeconds = node.LongOrNull("tolerationSeconds"),
    };

    public static Affinity Affinity(JsonObject node) => new()
    {
        NodeAffinity = node.Object("nodeAffinity", NodeAffinity),
        PodAffinity = node.Object("podAffinity", PodAffinity),
        PodAntiAffinity = node.Object("podAntiAffinity", PodAffinity),
    };

    public static TopologySpreadConstraint TopologySpread(JsonObject node) => new()
    {
        MaxSkew = node.Integer("maxSkew"),
        TopologyKey = node.Text("topologyKey"),
        WhenUnsatisfiable = node.Choice<WhenUnsatisfiable>("whenUnsatisfiable"),
        LabelSelector = node.Object("labelSelector", LabelSelector),
    };

    private static NodeAffinity NodeAffinity(JsonObject node) => new()
    {
        RequiredDuringSchedulingIgnoredDuringExecution = node.Object(
            Required,
            static selector => new NodeSelector { NodeSelectorTerms = selector.List("nodeSelectorTerms", NodeTerm) ?? [] }),
        PreferredDuringSchedulingIgnoredDuringExecution = node.List(
            Preferred,
            static preferred => new PreferredNodes { Weight = preferred.Integer("weight"), Preference = preferred.Object("preference", NodeTerm)! }),
    };

    private static NodeSelectorTerm NodeTerm(JsonObject node) => new()
    {
        MatchExpressions = node.List("matchExpressions", NodeRequirement),
        MatchFields = node.List("matchFields", NodeRequirement),
    };

    private static NodeSelectorRequirement NodeRequirement(JsonObject node) => new()
    {
        Key = node.Text("key"),
        Operator = node.Choice<NodeSelectorOperator>("operator"),
        Values = node.Texts("values"),
    };

    private static PodAffinity PodAffinity(JsonObject node) => new()
    {
        RequiredDuringSchedulingIgnoredDuringExecution = node.List(Required, PodTerm),
        PreferredDuringSchedulingIgnoredDuringExecution = node.List(
            Preferred,
            static preferred => new PreferredPods { Weight = preferred.Integer("weight"), PodAffinityTerm = preferred.Object("podAffinityTerm", PodTerm)! }),
    };

    private static PodAffinityTerm PodTerm(JsonObject node) => new()
    {
        LabelSelector = node.Object("labelSelector", LabelSelector),
        TopologyKey = node.Text("topologyKey"),
        Namespaces = node.Texts("namespaces"),
    };

    private static LabelSelector LabelSelector(JsonObject node) => new()
    {
        MatchLabels = node.Map("matchLabels"),
        MatchExpressions = node.List("matchExpressions", static requirement => new LabelSelectorRequirement
        {
            Key = requirement.Text("key"),
            Operator = requirement.Choice<LabelSelectorOperator>("operator"),
            Values = requirement.Texts("values"),
        }),
    };
}
