namespace ParallelJobs.Contracts.Tests;

public sealed class OverrideTests
{
    private const string Spec = "  range: { start: 0, end: 10 }\n  kernel: { name: series, parameters: [{ name: step, value: \"2\" }] }";

    [Fact]
    public void An_override_replaces_what_the_file_says()
    {
        var job = Manifests.JobOf(Spec, "spec.range.end=1000", "spec.kernel.parameters.step=0.25", "spec.schedule.policy=Static");
        Assert.Equal((Int128)1000, job.Spec.Range!.End);
        Assert.Equal("0.25", Assert.Single(job.Spec.Kernel!.Parameters!.Value).Value);
        Assert.Equal(Resource.ChunkPolicyName.Static, job.Spec.Schedule!.Policy);
    }

    [Fact]
    public void An_override_adds_what_the_file_lacks()
    {
        var job = Manifests.JobOf(
            Spec,
            "spec.kernel.parameters.terms=1000",
            "spec.workers.env.MODE=fast",
            "spec.workers.labels.example.com/team=blue",
            "spec.workers.volumes.data={ emptyDir: {} }",
            "metadata.namespace=here");
        Assert.Equal([("step", "2"), ("terms", "1000")], job.Spec.Kernel!.Parameters!.Value.Select(parameter => (parameter.Name, parameter.Value)));
        Assert.Equal("fast", Assert.Single(job.Spec.Workers!.Env!.Value).Value);
        Assert.Equal("blue", job.Spec.Workers.Labels!["example.com/team"]);
        Assert.Equal("here", job.Metadata.Namespace);
    }

    [Theory]
    [InlineData("spec.workers.env.A=5", "5")]
    [InlineData("spec.workers.env.A=true", "true")]
    [InlineData("spec.workers.env.A=", "")]
    [InlineData("spec.workers.env.A=a: b # c", "a: b # c")]
    [InlineData("spec.workers.env.A=\"quoted\\ttext\"", "quoted\ttext")]
    [InlineData("spec.workers.env.A=x=y", "x=y")]
    public void A_string_needs_no_quotes(string set, string value) =>
        Assert.Equal(value, Assert.Single(Manifests.JobOf(Spec, set).Spec.Workers!.Env!.Value).Value);

    [Fact]
    public void A_value_may_be_any_yaml()
    {
        var job = Manifests.JobOf(Spec, "spec.reduce={ name: TopK, k: 3 }", "spec.dependsOn=[a, b]");
        Assert.Equal(3, job.Spec.Reduce!.K);
        Assert.Equal(["a", "b"], job.Spec.DependsOn!.Value);
    }

    [Fact]
    public void The_last_override_of_a_field_wins() =>
        Assert.Equal((Int128)7, Manifests.JobOf(Spec, "spec.range.end=5", "spec.range.end=7").Spec.Range!.End);

    [Theory]
    [InlineData("spec.range.end", "--set: 'spec.range.end' is not PATH=VALUE; write it like spec.range.end=1000")]
    [InlineData("kind=Job", "--set: kind: must be ParallelJob, is the string 'Job'; write kind: ParallelJob")]
    [InlineData("=5", "--set: '=5' is not PATH=VALUE; write it like spec.range.end=1000")]
    [InlineData("range.end=5", "--set: range.end: unknown field 'range'; did you mean 'spec.range.end'?")]
    [InlineData("spec.rnage.end=5", "--set: spec.rnage.end: unknown field 'rnage'; did you mean 'range'?")]
    [InlineData("spec.range.end.x=5", "--set: spec.range.end.x: 'spec.range.end' has no fields; end the path there")]
    [InlineData("spec.dependsOn.0=a", "--set: spec.dependsOn.0: 'spec.dependsOn' has no fields; end the path there")]
    [InlineData("spec.range.end=five", "--set: spec.range.end: must be a whole number from -9223372036854775807 to 9223372036854775808, is the string 'five'; write a whole number from -9223372036854775807 to 9223372036854775808")]
    [InlineData("spec.range.end=0", "--set: spec.range.end: 0 is not above start, 0; end is the first item that is no longer computed: make it greater than start")]
    [InlineData("spec.suspend=[", "--set: spec.suspend: this is not YAML: While parsing a node, did not find expected node content; check indentation, colons and quotes here and in the line before")]
    [InlineData("spec.suspend=", "--set: spec.suspend: has no value; write true or false")]
    [InlineData("spec.kernel.parameters.trems=5", "--set: spec.kernel.parameters[trems].name: the kernel series has no parameter 'trems'; did you mean 'terms'?")]
    [InlineData("spec.workers.volumes.data=x", "--set: spec.workers.volumes.data: the entry has several fields; name one of name, configMap, secret, persistentVolumeClaim, emptyDir")]
    public void An_override_that_is_wrong_is_reported_as_such(string set, string error) =>
        Assert.Equal(error, Manifests.ErrorsOf(Spec, overrides: set));

    [Fact]
    public void Errors_of_the_file_come_before_those_of_overrides() =>
        Assert.Equal(
            "job.yaml:7:12: spec.suspend: must be true or false, is the number 5; write true or false\n"
            + "--set: spec.leafSize: 0 is below the least allowed, 1; write a whole number from 1 to 9223372036854775807",
            Manifests.ErrorsOf(Spec + "\n  suspend: 5", overrides: "spec.leafSize=0"));
}
