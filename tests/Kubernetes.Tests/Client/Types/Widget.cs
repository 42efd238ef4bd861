using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.TestKit.Eventually;

namespace ParallelJobs.Kubernetes.Tests.Client.Types;

/// <summary>A type that users add, with a status apart.</summary>
public sealed record Widget : IResource<Widget>
{
    private const string Group = "example.test";

    public static ResourceType<Widget> Type { get; } =
        new(Group, "v1", "widgets", "Widget", true, TestJson.Default.Widget, TestJson.Default.ResourceListWidget);

    public string ApiVersion => Type.ApiVersion;

    public string Kind => Type.Kind;

    public ObjectMeta Metadata { get; init; } = new();

    public WidgetSpec? Spec { get; init; }

    public WidgetStatus? Status { get; init; }

    /// <summary>Returns when the server serves the type, however often it is asked and by whom.</summary>
    public static async Task DefineAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        await client.ApplyAsync(
            new CustomResourceDefinition { Metadata = new ObjectMeta { Name = $"widgets.{Group}" }, Spec = Definition() },
            new WriteOptions { Force = true },
            cancellationToken);
        await Question.UntilYesAsync(token => IsServedAsync(client, token), "widgets to be served", cancellationToken: cancellationToken);
    }

    private static async Task<bool> IsServedAsync(KubernetesClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.ListAsync<Widget>(Selection.All, cancellationToken);
            return true;
        }
        catch (KubernetesException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    private static JsonElement Definition()
    {
        using var document = JsonDocument.Parse($$"""
            {
              "group": "{{Group}}",
              "scope": "Namespaced",
              "names": { "plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList" },
              "versions": [ {
                "name": "v1", "served": true, "storage": true, "subresources": { "status": {} },
                "schema": { "openAPIV3Schema": { "type": "object", "properties": {
                  "spec": { "type": "object", "properties": { "size": { "type": "integer", "minimum": 0 }, "colour": { "type": "string" } } },
                  "status": { "type": "object", "properties": { "made": { "type": "integer" }, "phase": { "type": "string" } } }
                } } }
              } ]
            }
            """);
        return document.RootElement.Clone();
    }
}
