using System.Text.Json.Nodes;

namespace ParallelJobs.TestKit.Http;

/// <summary>Which objects a list or a watch is about. Labels: "a=b", "a!=b", "a" and "!a"; fields: those of metadata, and of events involvedObject.uid and type.</summary>
internal sealed class FakeSelector(ApiRequest request)
{
    private readonly string[] _labels = Terms(request, "labelSelector");
    private readonly string[] _fields = Terms(request, "fieldSelector");

    public bool Selects(ApiRequest of, JsonObject @object) =>
        of.Root == request.Root
        && of.Resource == request.Resource
        && (request.Namespace is null || request.Namespace == of.Namespace)
        && Array.TrueForAll(_labels, term => Holds(term, name => @object["metadata"]!["labels"]?[name]?.GetValue<string>()))
        && Array.TrueForAll(_fields, term => Holds(term, name => FieldOf(@object, name)?.GetValue<string>()));

    private static string[] Terms(ApiRequest request, string parameter) =>
        request.Query.GetValueOrDefault(parameter)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool Holds(string term, Func<string, string?> value)
    {
        if (term.AsSpan().IndexOfAny("() ") >= 0)
        {
            throw new NotSupportedException($"the fake server does not know the selector {term}");
        }

        return term.Split("!=") is [var unlike, var other] ? value(unlike) != other
            : term.Replace("==", "=", StringComparison.Ordinal).Split('=') is [var name, var wanted] ? value(name) == wanted
            : term.StartsWith('!') ? value(term[1..]) is null
            : value(term) is not null;
    }

    private static JsonNode? FieldOf(JsonObject @object, string name) => name switch
    {
        "metadata.name" => @object["metadata"]!["name"],
        "metadata.namespace" => @object["metadata"]!["namespace"],
        "involvedObject.uid" => @object["involvedObject"]?["uid"],
        "type" => @object["type"],
        _ => throw new NotSupportedException($"the fake server does not select by the field {name}"),
    };
}
