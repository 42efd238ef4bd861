namespace ParallelJobs.Contracts.Tests;

public sealed class BadFieldTests
{
    private const string Work = "  range: { start: 0, end: 10 }\n  kernel: { name: series }\n";

    /// <summary>What is wrong in one field of a spec that is right otherwise; the spec's third line is line 7.</summary>
    public static TheoryData<string, string, string> Fields => new()
    {
        { "a mistyped field", "  suspendd: true", "job.yaml:7:3: spec.suspendd: unknown field; did you mean 'suspend'?" },
        { "a field one level too high", "  slots: 2", "job.yaml:7:3: spec.slots: unknown field; it belongs to spec.workers: check the indentation" },
        { "a field in the wrong case", "  LeafSize: 2", "job.yaml:7:3: spec.LeafSize: unknown field; did you mean 'leafSize'?" },
        { "an invented field", "  limits: { colour: red }", "job.yaml:7:13: spec.limits.colour: unknown field; remove it; fields here are maxInFlight, perSecond" },
        { "a field twice", "  leafSize: 5\n  leafSize: 6", "job.yaml:8:3: spec.leafSize: stands twice; remove one of the two" },
        { "a field without a value", "  workers:", "job.yaml:7:11: spec.workers: must be a map with fields such as replicas, is empty; give it a value or remove it" },
        { "a list for a map", "  workers: [1]", "job.yaml:7:12: spec.workers: must be a map with fields such as replicas, is a list; its fields are replicas, mode, slots, image, resources, env, volumes, volumeMounts, nodeSelector, tolerations, affinity, topologySpreadConstraints, priorityClassName, imagePullSecrets, imagePullPolicy, runtimeClassName, runAsUser, terminationGracePeriodSeconds, labels, annotations" },
        { "a scalar for a list", "  dependsOn: other", "job.yaml:7:14: spec.dependsOn: must be a list, is the string 'other'; put each entry on a line of its own after '- ', or all in [ ]" },
        { "a map for a scalar", "  suspend: { a: b }", "job.yaml:7:12: spec.suspend: must be true or false, is a map; write true or false" },
        { "an old boolean", "  suspend: yes", "job.yaml:7:12: spec.suspend: must be true or false, is 'yes', a boolean to some readers of YAML; write true or false" },
        { "a quoted boolean", "  suspend: \"true\"", "job.yaml:7:12: spec.suspend: must be true or false, is the string 'true'; remove the quotes" },
        { "a quoted integer", "  retryFailed: \"1\"", "job.yaml:7:16: spec.retryFailed: must be a whole number from 0 to 2147483647, is the string '1'; remove the quotes" },
        { "an integer with a point", "  retryFailed: 1.0", "job.yaml:7:16: spec.retryFailed: must be a whole number from 0 to 2147483647, is the number 1.0; write all its digits and nothing else" },
        { "an integer with an exponent", "  leafSize: 1e6", "job.yaml:7:13: spec.leafSize: must be a whole number from 1 to 9223372036854775807, is the number 1e6; write all its digits and nothing else" },
        { "an integer with a leading zero", "  leafSize: 010", "job.yaml:7:13: spec.leafSize: must be a whole number from 1 to 9223372036854775807, is the number 010; write all its digits and nothing else" },
        { "below the bound", "  leaseDurationSeconds: 9", "job.yaml:7:25: spec.leaseDurationSeconds: 9 is below the least allowed, 10; write a whole number from 10 to 3600" },
        { "above the bound", "  leaseDurationSeconds: 3601", "job.yaml:7:25: spec.leaseDurationSeconds: 3601 is above the most allowed, 3600; write a whole number from 10 to 3600" },
        { "beyond every integer type", "  retryFailed: 999999999999999999999999999999999999999999", "job.yaml:7:16: spec.retryFailed: 999999999999999999999999999999999999999999 is above the most allowed, 2147483647; write a whole number from 0 to 2147483647" },
        { "zero for unlimited", "  limits: { maxInFlight: 0 }", "job.yaml:7:26: spec.limits.maxInFlight: 0 is below the least allowed, 1; write a whole number from 1 to 9223372036854775807" },
        { "a mistyped choice", "  schedule: { policy: Statik }", "job.yaml:7:23: spec.schedule.policy: 'Statik' is not one of Static, Dynamic, Guided, Factoring, Adaptive; did you mean 'Static'?" },
        { "a choice in the wrong case", "  workers: { mode: threads }", "job.yaml:7:20: spec.workers.mode: 'threads' is not one of Threads, Processes; did you mean 'Threads'?" },
        { "no choice at all", "  workers: { mode: Coroutines }", "job.yaml:7:20: spec.workers.mode: 'Coroutines' is not one of Threads, Processes; write one of these" },
        { "a number for a string", "  workers: { image: 5 }", "job.yaml:7:21: spec.workers.image: must be an image reference without spaces, is the number 5; put it in quotes: \"5\"" },
        { "a form that does not fit", "  dependsOn: [Other_Job]", "job.yaml:7:15: spec.dependsOn[0]: 'Other_Job' is not a DNS label (lower case letters, digits and '-', a letter or digit first and last); rewrite it" },
        { "an empty string", "  managedBy: \"\"", "job.yaml:7:14: spec.managedBy: is empty; write a DNS name, then an optional path" },
        { "an entry twice", "  dependsOn: [a, b, a]", "job.yaml:7:21: spec.dependsOn[2]: 'a' stands twice in the list; remove one of the two" },
        { "root", "  workers: { runAsUser: 0 }", "job.yaml:7:25: spec.workers.runAsUser: 0 is below the least allowed, 1; write a whole number from 1 to 2147483647" },
        { "a fraction as a quantity", "  workers: { resources: { requests: { cpu: 0.5 } } }", "job.yaml:7:44: spec.workers.resources.requests[cpu]: 0.5 is not a whole number; put it in quotes: \"0.5\"" },
        { "a unit that is none", "  workers: { resources: { requests: { memory: 1GB } } }", "job.yaml:7:47: spec.workers.resources.requests[memory]: '1GB' is not a Kubernetes quantity such as 500m or 2Gi; write a number and a unit: n, u, m, k, M, G, Ki, Mi, Gi, ..." },
        { "a label that is none", "  workers: { labels: { \"a b\": c } }", "job.yaml:7:24: spec.workers.labels[a b]: the key must be a label key (an optional DNS name and '/', then letters, digits, '-', '_' and '.'), at most 317 characters; rename the key" },
        { "a required field missing", "  output: { persistentVolumeClaim: { path: out } }\n  reduce: { name: List }", "job.yaml:7:13: spec.output.persistentVolumeClaim.claimName: is missing; add claimName: a DNS name (lower case letters, digits, '-' and '.')" },
    };

    [Theory]
    [MemberData(nameof(Fields))]
    public void A_field_that_is_wrong_by_itself_gives_one_error(string what, string field, string error)
    {
        Assert.NotEmpty(what);
        Assert.Equal(error, Manifests.ErrorsOf(Work + field));
    }

    [Fact]
    public void All_errors_come_at_once_by_position_and_none_twice_for_one_cause()
    {
        var errors = Manifests.ErrorsOf(
            """
              rnage: { start: 1, end: 5 }
              kernel: { nmae: series }
              reduce: { name: Histogram, edges: ["0", one], k: 3 }
              leafSize: big
              limits: { maxInFlight: -1 }
              retry: { onExhausted: Never }
              maxFailedItems: 3
            """);
        Assert.Equal(
            """
            job.yaml:5:3: spec.rnage: unknown field; did you mean 'range'?
            job.yaml:6:13: spec.kernel.nmae: unknown field; did you mean 'name'?
            job.yaml:7:43: spec.reduce.edges[1]: 'one' is not a decimal number such as 0.5 or 1e-3; rewrite it
            job.yaml:8:13: spec.leafSize: must be a whole number from 1 to 9223372036854775807, is the string 'big'; write a whole number from 1 to 9223372036854775807
            job.yaml:9:26: spec.limits.maxInFlight: -1 is below the least allowed, 1; write a whole number from 1 to 9223372036854775807
            job.yaml:10:25: spec.retry.onExhausted: 'Never' is not one of Fail, DeadLetter; write one of these
            """.ReplaceLineEndings("\n"),
            errors);
    }

    [Theory]
    [InlineData("Test", "'Test' is not a DNS label (lower case letters, digits and '-', a letter or digit first and last); rewrite it")]
    [InlineData("a.b", "'a.b' is not a DNS label (lower case letters, digits and '-', a letter or digit first and last); rewrite it")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "has 53 characters, at most 52 are allowed; shorten it")]
    [InlineData("12", "must be a DNS label (lower case letters, digits and '-', a letter or digit first and last), is the number 12; put it in quotes: \"12\"")]
    public void A_name_is_a_DNS_label_of_at_most_52_characters_and_the_rules_still_run(string name, string error) =>
        Assert.Equal(
            $"job.yaml:3:19: metadata.name: {error}\njob.yaml:5:27: spec.range.end: 0 is not above start, 5; end is the first item that is no longer computed: make it greater than start",
            Manifests.Lines(Manifests.Read(Manifests.Of("  range: { start: 5, end: 0 }\n  kernel: { name: series }").Replace("name: test", $"name: {name}", StringComparison.Ordinal))));

    [Fact]
    public void A_manifest_without_spec_or_metadata_says_so() =>
        Assert.Equal(
            "job.yaml:1:1: metadata: is missing; add metadata: a map with fields such as name\njob.yaml:1:1: spec: is missing; add spec: a map with fields such as range",
            Manifests.Lines(Manifests.Read("apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\n")));

    [Fact]
    public void A_word_that_is_very_long_or_holds_control_characters_is_shortened_and_escaped()
    {
        var error = Manifests.ErrorsOf(Work + $"  \"x\\u0007{new string('y', 500)}\": 1");
        Assert.StartsWith("job.yaml:7:3: spec.x\\u0007yyy", error);
        Assert.InRange(error.Length, 100, 500);
        Assert.DoesNotContain('\u0007', error);
    }
}
