using System.Text.Json.Nodes;

namespace ParallelJobs.Crd.Tests;

/// <summary>
/// A server counts what rules cost on the object at hand too, and refuses one that costs too much. None that it could store at all does.
/// </summary>
[Trait("Requires", "CrdServer")]
public sealed class CostTests(CrdServer server) : IClassFixture<CrdServer>
{
    private const string Range = "range: { start: 0, end: 10 }";

    private const string Kernel = "kernel: { name: primes }";

    /// <summary>By what is large in them; each near the 1.5 MB that an etcd takes at once, or at its own bounds.</summary>
    public static TheoryData<string, string> Largest => new()
    {
        { "items", $"{{ items: {{ values: [{Many(10_000, index => $"\"item {index} {new string('x', 120)}\"")}] }}, exec: {{ command: [run] }} }}" },
        { "long items", $"{{ items: {{ values: [{Many(340, _ => new string('x', 4096))}] }}, exec: {{ command: [run] }} }}" },
        { "arguments", $"{{ {Range}, exec: {{ command: [{Many(42, _ => $"\"{new string('{', 32_768)}\"")}] }} }}" },
        { "edges", $"{{ {Range}, exec: {{ command: [run] }}, reduce: {{ name: Histogram, edges: [{Many(1025, index => $"\"{index}.{new string('0', 50)}\"")}] }} }}" },
        { "variables", $"{{ {Range}, {Kernel}, workers: {{ env: [{Many(256, index => $"{{ name: V{index}, value: {new string('x', 5000)} }}")}] }} }}" },
        {
            "volumes",
            $"{{ {Range}, {Kernel}, workers: {{ volumes: [{Many(64, index => $"{{ name: v{index}, emptyDir: {{}} }}")}], volumeMounts: [{Many(64, index => $"{{ name: v63, mountPath: /m{index} }}")}] }} }}"
        },
        { "keys", $"{{ {Range}, {Kernel}, workers: {{ labels: {Keys}, nodeSelector: {Keys}, annotations: {Keys} }} }}" },
    };

    private static string Keys => $"{{ {Many(64, index => $"{new string('k', 310)}{index}: v")} }}";

    [Theory]
    [MemberData(nameof(Largest))]
    public async Task The_largest_objects_can_be_created_and_changed(string what, string spec)
    {
        await using var job = await TestJob.CreateAsync(server, spec);
        var read = (await job.GetAsync()).Object;
        read["spec"]!["suspend"] = true;
        var changed = await job.PutAsync(read);
        Assert.True(changed.Refusal is null, $"{what}: {changed.Refusal}");
        var written = changed.Object;
        written["status"] = JsonNode.Parse("""{"incarnation":1}""");
        var status = await job.PutAsync(written, "/status");
        Assert.True(status.Refusal is null, $"{what}: {status.Refusal}");
    }

    private static string Many(int count, Func<int, string> entry) => string.Join(", ", Enumerable.Range(0, count).Select(entry));
}
