using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Schema;

namespace ParallelJobs.Faults.Tests.Fuzzing;

/// <summary>Specs of a job that runs, changed at random by what the schema says: fields that come and go, values at their bounds, beyond them, and of other types.</summary>
internal sealed class RandomSpec(Random random)
{
    private const string Base = """{"range":{"start":0,"end":1000},"kernel":{"name":"primes"},"workers":{"replicas":0}}""";

    private static readonly string[] Texts = ["", "a", "pi", "sleep", "0", "-1", "1e400", "NaN", "\u0000", "\ud83d\ude00", "../x", new string('x', 300), "9223372036854775808", "{item}", "PARALLELJOB_X", "{\"a\":1}", "- a", "null", "&a *a", "!!str x"];

    private static readonly decimal[] Numbers = [0, 1, -1, 1.5m, int.MaxValue, long.MaxValue, long.MinValue, 9_223_372_036_854_775_808m];

    /// <summary>With between one and four changes; it asks for no pods, unless the server has to refuse it.</summary>
    public JsonObject Next()
    {
        var spec = JsonNode.Parse(Base)!.AsObject();
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            Change(spec, SpecSchema.Spec);
        }

        if (spec["workers"] is JsonObject workers)
        {
            workers["replicas"] = 0;
        }
        else if (spec["workers"] is null)
        {
            spec["workers"] = new JsonObject { ["replicas"] = 0 };
        }

        return spec;
    }

    private void Change(JsonObject of, FieldSchema schema)
    {
        var (name, field) = schema.Fields[random.Next(schema.Fields.Length)];
        switch (random.Next(8))
        {
            case 0:
                of.Remove(name);
                break;
            case 1:
                of[name] = Any(depth: 3);
                break;
            case 2:
                of[$"{name}X"] = Any(depth: 1);
                break;
            case 3 when of[name] is JsonObject below && !field.Fields.IsEmpty:
                Change(below, field);
                break;
            default:
                of[name] = Fitting(field);
                break;
        }
    }

    private JsonNode? Fitting(FieldSchema schema) => schema.Type switch
    {
        FieldType.Object => new JsonObject(schema.Fields
            .Where(field => field.Schema.Required || random.Next(3) == 0)
            .Select(field => KeyValuePair.Create(field.Name, Nearly(field.Schema)))),
        FieldType.Map => new JsonObject(Enumerable.Range(0, random.Next(3)).Select(number => KeyValuePair.Create(number == 0 ? "cpu" : $"k{number}", Nearly(schema.Element!)))),
        FieldType.List => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Nearly(schema.Element!))]),
        FieldType.Choice => schema.Choices[random.Next(schema.Choices.Length)],
        FieldType.Integer or FieldType.WholeNumber => Whole(schema),
        FieldType.Quantity => new[] { "1", "100m", "1Gi", "0", "-1", "1e3", "x" }[random.Next(7)],
        FieldType.Boolean => random.Next(2) == 0,
        _ => Texts[random.Next(Texts.Length)],
    };

    private JsonNode? Nearly(FieldSchema schema) => random.Next(10) == 0 ? Any(depth: 2) : Fitting(schema);

    /// <summary>At a bound, one beyond it, or in between; as a number or as a text.</summary>
    private JsonValue Whole(FieldSchema schema)
    {
        var number = random.Next(5) switch
        {
            0 => schema.Minimum,
            1 => schema.Maximum,
            2 => schema.Minimum - 1,
            3 => schema.Maximum + 1,
            _ => Int128.Min(schema.Maximum, schema.Minimum + random.Next(1000)),
        };
        return random.Next(2) == 0 || number < long.MinValue || number > long.MaxValue ? JsonValue.Create($"{number}") : JsonValue.Create((long)number);
    }

    private JsonNode? Any(int depth) => random.Next(depth > 0 ? 7 : 4) switch
    {
        0 => null,
        1 => Texts[random.Next(Texts.Length)],
        2 => Numbers[random.Next(Numbers.Length)],
        3 => random.Next(2) == 0,
        4 => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(depth - 1))]),
        _ => new JsonObject(Enumerable.Range(0, random.Next(4)).Select(number => KeyValuePair.Create($"k{number}", Any(depth - 1)))),
    };
}
