using System.Security.Cryptography;
using System.Text;
using ParallelJobs.Contracts.Defaults;

namespace ParallelJobs.Contracts.Tests;

public sealed class SpecHashTests
{
    private const string Spec = "  range: { start: 0, end: 10 }\n  kernel: { name: series }\n";

    [Fact]
    public void The_hash_of_a_spec_never_changes() =>
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
                """
                {"apiVersion":"paralleljobs.io/v1alpha1","range":["0","10"],"kernel":"series","revision":3,
                "parameters":{"pause":"1ms","rule":"Left","step":"0.5","terms":"9"},"reduce":"Sum","leafSize":1000,"order":"Fifo"}
                """.ReplaceLineEndings("")))),
            HashOf(Spec));

    [Theory]
    [InlineData("spec.workers.replicas=9")]
    [InlineData("spec.workers.mode=Processes")]
    [InlineData("spec.schedule.policy=Static")]
    [InlineData("spec.schedule.order=Fifo")]
    [InlineData("spec.limits.perSecond=5")]
    [InlineData("spec.retry.maxAttempts=9")]
    [InlineData("spec.leaseDurationSeconds=90")]
    [InlineData("spec.suspend=true")]
    [InlineData("spec.leafSize=1000")]
    [InlineData("spec.reduce.name=Sum")]
    [InlineData("spec.kernel.parameters.terms=9")]
    [InlineData("spec.kernel.parameters.step=0.5")]
    [InlineData("metadata.name=other")]
    public void What_changes_no_result_and_defaults_written_out_change_no_hash(string set) => Assert.Equal(HashOf(Spec), HashOf(Spec, set));

    [Theory]
    [InlineData("spec.range.end=9")]
    [InlineData("spec.range.start=1")]
    [InlineData("spec.leafSize=999")]
    [InlineData("spec.reduce.name=Mean")]
    [InlineData("spec.reduce={ name: TopK, k: 3 }")]
    [InlineData("spec.kernel.name=primes")]
    [InlineData("spec.kernel.parameters.step=0.25")]
    [InlineData("spec.schedule.order=Lifo")]
    public void What_changes_a_result_or_where_it_is_changes_the_hash(string set) => Assert.NotEqual(HashOf(Spec), HashOf(Spec, set));

    [Fact]
    public void Every_field_of_a_reducer_enters()
    {
        string[] reducers = ["{ name: TopK, k: 3 }", "{ name: TopK, k: 4 }", "{ name: TopK, k: 3, order: Smallest }", "{ name: Histogram, edges: [\"0\", \"1\"] }", "{ name: Histogram, edges: [\"0\", \"2\"] }"];
        Assert.Equal(reducers.Length, reducers.Select(reduce => HashOf(Spec, $"spec.reduce={reduce}")).Distinct().Count());
        Assert.Equal(HashOf(Spec, "spec.reduce={ name: TopK, k: 3 }"), HashOf(Spec, "spec.reduce={ name: TopK, k: 3, order: Largest }"));
    }

    [Fact]
    public void The_order_of_parameters_does_not_enter()
    {
        const string Work = "  range: { start: 0, end: 10 }\n";
        Assert.Equal(
            HashOf(Work + "  exec: { command: [run], parameters: [{ name: a, value: x }, { name: b, value: y }] }"),
            HashOf(Work + "  exec: { command: [run], parameters: [{ name: b, value: y }, { name: a, value: x }] }"));
    }

    [Fact]
    public void Items_enter_by_their_values_or_by_their_source_and_digest()
    {
        const string Exec = "  exec: { command: [run] }\n";
        var job = Manifests.JobOf("  items: { file: a }\n" + Exec);
        string[] hashes =
        [
            HashOf("  items: { values: [a] }\n" + Exec), HashOf("  items: { values: [b] }\n" + Exec), HashOf("  items: { values: [a, b] }\n" + Exec),
            HashOf("  items: { configMap: { name: a, key: b } }\n" + Exec), HashOf("  items: { persistentVolumeClaim: { claimName: a, path: b, count: 2 } }\n" + Exec),
            SpecHash.Of(job.Spec, TestKernels.All, "one"), SpecHash.Of(job.Spec, TestKernels.All, "two"),
        ];
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
        Assert.Equal(SpecHash.Of(job.Spec, TestKernels.All, "one"), SpecHash.Of(Manifests.JobOf("  items: { file: moved }\n" + Exec).Spec, TestKernels.All, "one"));
    }

    [Fact]
    public void The_revision_of_the_kernel_enters()
    {
        var job = Manifests.JobOf(Spec);
        Assert.NotEqual(SpecHash.Of(job.Spec, TestKernels.All), SpecHash.Of(job.Spec, [TestKernels.Series with { Revision = 4 }]));
    }

    private static string HashOf(string spec, params string[] overrides)
    {
        var job = Manifests.JobOf(spec, overrides);
        var hash = SpecHash.Of(job.Spec, TestKernels.All);
        Assert.Equal(hash, SpecHash.Of(SpecDefaults.Apply(job, TestKernels.All).Spec, TestKernels.All));
        return hash;
    }
}
