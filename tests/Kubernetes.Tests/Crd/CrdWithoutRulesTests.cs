namespace ParallelJobs.Kubernetes.Tests.Crd;

/// <summary>The chart's CRD for API servers that have no CEL, on one: that of the test cluster is of Kubernetes 1.20.</summary>
[Trait("Requires", "ApiServer")]
public sealed class CrdWithoutRulesTests(OldServer server) : IClassFixture<OldServer>
{
    private const string Header = "apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\n";
    private const string Spec = "range: { start: 0, end: 10 }, kernel: { name: primes }";

    [Fact]
    public async Task Jobs_are_taken_printed_and_scaled()
    {
        await server.RunAsync(["create", "--filename", OldServer.PathOf("examples/pi.yaml")]);
        await server.RunAsync(["scale", "pj/pi", "--replicas=3"]);
        Assert.Equal(["3"], await server.RunAsync(["get", "pj", "pi", "--output=jsonpath={.spec.workers.replicas}"]));
        Assert.StartsWith("NAME   STATE   PROGRESS   WORKERS   RATE   ETA   RESULT   AGE", (await server.RunAsync(["get", "pj"]))[0]);
    }

    [Fact]
    public async Task The_schema_is_a_structural_one_in_which_the_server_finds_no_fault() =>
        Assert.Equal(
            ["NamesAccepted=True Established=True "],
            await server.RunAsync(["get", "crd/paralleljobs.paralleljobs.io", "--output=jsonpath={range .status.conditions[*]}{.type}={.status} {end}"]));

    [Theory]
    [InlineData("a.b", Spec, "metadata.name")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", Spec, "metadata.name")]
    [InlineData("test", Spec + ", schedule: { policy: Fast }", "spec.schedule.policy: Unsupported value")]
    [InlineData("test", Spec + ", workers: { replicas: -1 }", "spec.workers.replicas")]
    [InlineData("test", Spec + ", leafSize: 0", "spec.leafSize")]
    [InlineData("test", Spec + ", leafSize: many", "spec.leafSize")]
    [InlineData("test", Spec + ", dependsOn: [a, a]", "Duplicate value")]
    [InlineData("test", "range: { start: 0 }", "spec.range.end: Required value")]
    public async Task What_a_schema_can_say_is_refused(string name, string spec, string refusal)
    {
        await using var kubectl = server.Kubectl(["create", "--validate=false", "--filename=-"], $"{Header}metadata: {{ name: {name} }}\nspec: {{ {spec} }}\n");
        Assert.NotEqual(0, await kubectl.WaitForExitAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(refusal, string.Join('\n', kubectl.Errors));
    }
}
