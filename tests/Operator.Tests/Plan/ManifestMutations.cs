using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Operator.Tests.Plan;

/// <summary>Specs as nobody should write them: right ones, in which some places are removed, or hold something else, or fields that nobody knows.</summary>
internal sealed class ManifestMutations(Random random)
{
    private static readonly string[] Bases =
    [
        """{"range":{"start":1,"end":1001},"kernel":{"name":"pi","parameters":[{"name":"terms","value":"1000"}]},"leafSize":10,"workers":{"replicas":2}}""",
        """
        {"range":{"start":"-5","end":"9223372036854775808"},"kernel":{"name":"primes"},"reduce":{"name":"Sum"},"leafSize":1048576,
         "schedule":{"policy":"Dynamic","chunkLeaves":8,"order":"Shuffled"},"limits":{"maxInFlight":5000000,"perSecond":10},
         "retry":{"maxAttempts":3,"maxLosses":10,"backoffSeconds":1,"maxBackoffSeconds":60,"leafTimeoutSeconds":3600,"onExhausted":"DeadLetter"},
         "maxFailedItems":7,"leaseDurationSeconds":30,"suspend":true,"cancel":false,"retryFailed":1,"activeDeadlineSeconds":9,"ttlSecondsAfterFinished":9,
         "managedBy":"paralleljobs.io/operator","workers":{"replicas":2,"mode":"Processes","slots":4,"image":"a/b:1","imagePullPolicy":"Always",
         "resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":2}},"env":[{"name":"A","value":"b"},{"name":"C","valueFrom":{"secretKeyRef":{"name":"s","key":"k"}}}],
         "volumes":[{"name":"v","emptyDir":{}}],"volumeMounts":[{"name":"v","mountPath":"/v"}],"nodeSelector":{"a":"b"},"tolerations":[{"key":"k","operator":"Exists"}],
         "topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule"}],"labels":{"x":"y"},"runAsUser":1000}}
        """,
        """{"items":{"values":["a","b\t1"]},"exec":{"command":["run","{item}"],"protocol":"Arguments","parameters":[{"name":"p","value":"1"}]},"dependsOn":["first"],"workers":{"image":"a/b:1"}}""",
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "9223372036854775807", "123456789012345678901234567890", "\"\"", "\"1\"", "\"x\"", "\"..\"", "\"{start}\"", "\"\\u0000\"", "\"\\ud83d\\ude00\"",
        "\"\\u202e\"", "[]", "{}", "[[]]", "[null]", "[\"a\",\"a\"]", "{\"a\":{\"a\":{\"a\":1}}}", $"\"{new string('9', 400)}\"", $"\"{new string('é', 5000)}\"",
        $"{new string('[', 16)}{new string(']', 16)}", "\"a\\nb: c\"", "\"# x\"", "\"&a *a !!x\"",
    ];

    private static readonly string[] Names = [.. FieldNames(SpecSchema.Spec, 0).Distinct(StringComparer.Ordinal), "unknown", "", "Range", "a.b/c", "é"];

    public string Next()
    {
        var root = JsonNode.Parse(Bases[random.Next(Bases.Length)])!;
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            Mutate(root.AsObject());
        }

        return random.Next(50) == 0 ? Odd[random.Next(Odd.Length)] : root.ToJsonString();
    }

    private static IEnumerable<string> FieldNames(FieldSchema schema, int depth) => depth > 6
        ? []
        : schema.Fields.SelectMany(field => FieldNames(field.Schema, depth + 1).Prepend(field.Name))
            .Concat(schema.Element is { } element ? FieldNames(element, depth + 1) : []);

    private void Mutate(JsonObject root)
    {
        var places = Places(root).ToList();
        var place = places[random.Next(places.Count)];
        switch (place)
        {
            case JsonObject fields when random.Next(3) == 0 || fields.Count == 0:
                fields[Names[random.Next(Names.Length)]] = Value();
                break;
            case JsonObject fields:
                var name = fields.ElementAt(random.Next(fields.Count)).Key;
                if (random.Next(3) == 0)
                {
                    fields.Remove(name);
                }
                else
                {
                    fields[name] = Value();
                }

                break;
            case JsonArray list when list.Count > 0 && random.Next(2) == 0:
                list[random.Next(list.Count)] = Value();
                break;
            case JsonArray list:
                list.Add(Value());
                break;
            default:
                break;
        }
    }

    private JsonNode? Value() => JsonNode.Parse(Odd[random.Next(Odd.Length)]);

    private static IEnumerable<JsonNode> Places(JsonNode node) => node switch
    {
        JsonObject fields => fields.Select(field => field.Value).OfType<JsonNode>().SelectMany(Places).Prepend(node),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Places).Prepend(node),
        _ => [],
    };
}
