using System.Text;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Schema;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

/// <summary>Whatever a manifest is turned into, reading it gives a job or errors, and never throws.</summary>
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int Seed = 20_260_131;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ":", ": ", "- ", "\n", "\n  ", "\t", "#", "\"", "'", "|", ">", "&a ", "*a", "!!str ", "!", "%", "@", "`", "?", "---\n", "...\n", "<<: ",
        "null", "~", "true", "yes", "0", "-1", "1e9", "0x1F", ".inf", "9223372036854775808", "99999999999999999999999999999999999999999", "\\", "\\u0000", "\"\\U00110000\"", "\"\\ud800\"", "😀", "\0", "\u0085", "\u2028", "\uFEFF",
        "spec:", "range: ", "kernel: ", "items: ", "workers: ", "metadata: ", "parameters: ", "name: ", "value: ", "end: ", "start: ", "edges: ", "schedule: ", "limits: ", "retry: ", "Static", "TopK",
    ];

    private static readonly string[] Starts =
    [
        Manifests.Of("  range: { start: 0, end: 1000 }\n  kernel:\n    name: series\n    parameters:\n    - { name: terms, value: \"2000\" }\n  reduce: { name: TopK, k: 3 }\n  limits: { maxInFlight: 5000 }"),
        Manifests.Of("  items:\n    values: [\"1\\ta\", \"2\\tb\"]\n  exec: { command: [run, \"{item}\"], protocol: Arguments }\n  schedule: { order: Priority }\n  dependsOn: [first]"),
        Manifests.Of("  range: { start: \"-9223372036854775808\", end: \"9223372036854775808\" }\n  kernel: { name: primes }\n  leafSize: 4\n  workers:\n    resources: { requests: { cpu: 1 }, limits: { cpu: 2 } }\n    volumes: [{ name: a, emptyDir: {} }]\n    volumeMounts: [{ name: a, mountPath: /a }]\n  retry: { backoffSeconds: 1 }"),
        "{\"apiVersion\":\"paralleljobs.io/v1alpha1\",\"kind\":\"ParallelJob\",\"metadata\":{\"name\":\"test\"},\"spec\":{\"range\":{\"start\":0,\"end\":10},\"kernel\":{\"name\":\"series\"}}}",
    ];

    [Fact]
    public void The_manifests_that_are_mutated_are_right() => Assert.All(Starts, start => Assert.Equal("", Manifests.Lines(Manifests.Read(start))));

    [Fact]
    public void Mutated_manifests_give_a_job_or_errors_with_positions()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var accepted = 0;
        for (var round = 0; round < 4000; round++)
        {
            var text = Mutated(random);
            var result = Read(text, round);
            Assert.True(result.Job is null != result.Errors.IsEmpty, text);
            Assert.All(result.Errors, error => Assert.True(error is { Line: >= 1, Column: >= 1, Message.Length: > 0 }, $"{error}\n{text}"));
            Assert.All(result.Errors, error => Assert.DoesNotContain('\n', error.ToString()));
            accepted += result.Job is null ? 0 : 1;
        }

        output.WriteLine($"{accepted} were still right");
        Assert.InRange(accepted, 20, 3980);
    }

    [Fact]
    public void Specs_of_any_fields_with_any_values_give_a_job_or_errors()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var fields = new HashSet<string>(StringComparer.Ordinal);
        for (var round = 0; round < 2000; round++)
        {
            var spec = Thinned(SchemaWalk.Full(SpecSchema.Spec, random.Next(2)), random)?.ToJsonString() ?? "null";
            var result = Read(Manifests.Header + "spec: " + spec, round);
            Assert.True(result.Job is null != result.Errors.IsEmpty, spec);
            Assert.All(result.Errors, error => Assert.True(error is { Line: >= 1, Column: >= 1, Message.Length: > 0 }, $"{error}"));
            fields.UnionWith(result.Errors.Select(error => error.Field));
        }

        Assert.InRange(fields.Count, 100, 1000);
    }

    [Fact]
    public void Mutated_bytes_and_overrides_give_a_job_or_errors()
    {
        output.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = Encoding.UTF8.GetBytes(Starts[random.Next(Starts.Length)]);
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var stream = new MemoryStream(bytes);
            var set = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)].Trim(' ', ':') + "."))[..^1] + "=" + Pieces[random.Next(Pieces.Length)];
            var result = ManifestReader.Read("job.yaml", stream, new ManifestContext(TestKernels.All, JobScope.Either) { Overrides = ["spec." + set, set] });
            Assert.True(result.Job is null != result.Errors.IsEmpty, set);
        }
    }

    [Fact]
    public void A_manifest_cut_anywhere_gives_a_job_or_errors()
    {
        foreach (var start in Starts)
        {
            for (var length = 0; length < start.Length; length++)
            {
                var result = Read(start[..length], length);
                Assert.True(result.Job is null != result.Errors.IsEmpty, start[..length]);
            }
        }
    }

    private static ManifestResult Read(string text, int round)
    {
        try
        {
            return Manifests.Read(text, (JobScope)(round % 3));
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"reading threw, round {round}:\n{text}", exception);
        }
    }

    /// <summary>The tree without some of its fields, and now and then another value.</summary>
    private static JsonNode? Thinned(JsonNode? node, Random random)
    {
        JsonNode?[] odd = [null, true, 0, -1, long.MaxValue, "", "1", "x", "{start}", "1e999", "..", new JsonArray(), new JsonObject(), new JsonArray("a", "a")];
        if (random.Next(40) == 0)
        {
            return odd[random.Next(odd.Length)];
        }

        return node switch
        {
            JsonObject map => new JsonObject(map.Where(_ => random.Next(4) != 0).Select(field => KeyValuePair.Create(field.Key, Thinned(field.Value, random)))),
            JsonArray list => new JsonArray([.. list.Select(element => Thinned(element, random))]),
            _ => node?.DeepClone(),
        };
    }

    private static string Mutated(Random random)
    {
        var text = new StringBuilder(Starts[random.Next(Starts.Length)]);
        for (var change = random.Next(1, 3); change > 0 && text.Length > 0; change--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 12), text.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
                case 2:
                    text.Insert(random.Next(text.Length), text.ToString(at, length));
                    break;
                case 3:
                    text[at] = (char)random.Next(32, 127);
                    break;
                default:
                    text.Remove(at, length).Insert(at, Pieces[random.Next(Pieces.Length)]);
                    break;
            }
        }

        return text.ToString();
    }
}
