using System.Text.Json.Nodes;

namespace ParallelJobs.Crd.Tests;

/// <summary>What the server says: the object, or why it refuses.</summary>
internal sealed record Answer(JsonNode? Body, string? Refusal)
{
    /// <summary>One entry a field that is wrong, in the server's words.</summary>
    public IReadOnlyList<string> Causes { get; private init; } = [];

    public JsonNode Object => Refusal is null ? Body! : throw new InvalidOperationException(Refusal);

    public static Answer Of(bool isRight, string text)
    {
        JsonNode? body;
        try
        {
            body = JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return new Answer(null, text);
        }

        return isRight ? new Answer(body, null) : new Answer(body, (string?)body?["message"] ?? text)
        {
            Causes = [.. (body?["details"]?["causes"]?.AsArray() ?? []).Select(cause => (string)cause!["message"]!)],
        };
    }
}
