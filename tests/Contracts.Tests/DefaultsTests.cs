using System.Text.Json;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

public sealed class DefaultsTests
{
    private const string Range = "  range: { start: 0, end: 10 }\n";
    private const string Series = "  kernel: { name: series }\n";

    [Fact]
    public void A_spec_of_two_lines_gets_every_default()
    {
        var job = SpecDefaults.Apply(Manifests.JobOf(Range + Series), TestKernels.All);
        Assert.Equal(
            """
            {"range":{"start":0,"end":10},"kernel":{"name":"series"},"reduce":{"name":"Sum"},"leafSize":1000,
            "schedule":{"policy":"Adaptive","targetMilliseconds":250,"order":"Fifo"},
            "workers":{"replicas":1,"mode":"Threads","resources":{"requests":{"cpu":"1","memory":"512Mi"},"limits":{"memory":"512Mi"}},"terminationGracePeriodSeconds":30},
            "retry":{"maxAttempts":3,"maxLosses":10,"backoffSeconds":1,"maxBackoffSeconds":60,"leafTimeoutSeconds":3600,"onExhausted":"Fail"},
            "maxFailedItems":0,"leaseDurationSeconds":30,"dependsOn":[],"suspend":false,"cancel":false,"retryFailed":0,"managedBy":"paralleljobs.io/operator"}
            """.ReplaceLineEndings(""),
            JsonSerializer.Serialize(job.Spec, ContractsJsonContext.Default.ParallelJobSpec));
    }

    [Theory]
    [InlineData("  range: { start: 0, end: 10 }\n  exec: { command: [run] }", ReducerName.Sum, 1)]
    [InlineData("  range: { start: 0, end: 32767 }\n  exec: { command: [run] }", ReducerName.Sum, 1)]
    [InlineData("  range: { start: 0, end: 32768 }\n  exec: { command: [run] }", ReducerName.Sum, 2)]
    [InlineData("  range: { start: \"-9223372036854775808\", end: \"9223372036854775808\" }\n  exec: { command: [run] }", ReducerName.Sum, 1L << 50)]
    [InlineData("  items: { values: [a, b] }\n  exec: { command: [run] }", ReducerName.List, 1)]
    [InlineData("  items: { file: f }\n  exec: { command: [run] }", ReducerName.List, 1)]
    [InlineData("  items: { values: [a, b] }\n  kernel: { name: lines }", ReducerName.List, 1)]
    [InlineData("  range: { start: 0, end: 10 }\n  kernel: { name: primes }", ReducerName.Count, 1)]
    public void Reducer_and_leaf_follow_from_what_computes_and_what_is_computed(string spec, ReducerName reducer, long leafSize)
    {
        var job = SpecDefaults.Apply(Manifests.JobOf(spec), TestKernels.All);
        Assert.Equal((reducer, leafSize), (job.Spec.Reduce!.Name!.Value, job.Spec.LeafSize!.Value));
    }

    [Fact]
    public void A_program_speaks_lines_of_JSON_and_a_TopK_keeps_the_largest()
    {
        var job = SpecDefaults.Apply(Manifests.JobOf(Range + "  exec: { command: [run] }\n  reduce: { name: TopK, k: 3 }"), TestKernels.All);
        Assert.Equal((ExecProtocol.JsonLines, TopKOrder.Largest), (job.Spec.Exec!.Protocol!.Value, job.Spec.Reduce!.Order!.Value));
    }

    [Fact]
    public void What_is_given_stays()
    {
        var job = Manifests.JobOf(
            Range + Series + "  leafSize: 7\n  workers: { replicas: 0, resources: { limits: { cpu: 4 } } }\n  retry: { maxAttempts: 1 }\n  schedule: { order: Lifo }\n  managedBy: me");
        var spec = SpecDefaults.Apply(job, TestKernels.All).Spec;
        Assert.Equal((7L, 0, 1, LeafOrderName.Lifo, "me"), (spec.LeafSize, spec.Workers!.Replicas, spec.Retry!.MaxAttempts, spec.Schedule!.Order, spec.ManagedBy));
        Assert.Equal(["memory"], spec.Workers.Resources!.Requests!.Keys);
        Assert.Equal(["cpu", "memory"], spec.Workers.Resources.Limits!.Keys);
    }

    [Fact]
    public void The_target_of_a_chunk_respects_the_shortest_lease()
    {
        var spec = SpecDefaults.Apply(Manifests.JobOf(Range + Series + "  leaseDurationSeconds: 10"), TestKernels.All).Spec;
        Assert.InRange(spec.Schedule!.TargetMilliseconds!.Value, 1, 10_000 / ScheduleRules.LeaseToTarget);
    }

    [Fact]
    public void Defaults_break_no_rule_and_applying_them_twice_changes_nothing()
    {
        foreach (var spec in new[] { Range + Series, Range + "  exec: { command: [run] }", "  items: { values: [a] }\n  kernel: { name: lines }" })
        {
            var once = SpecDefaults.Apply(Manifests.JobOf(spec), TestKernels.All);
            Assert.Empty(JobRules.Check(once, TestKernels.All, JobScope.Local));
            var twice = SpecDefaults.Apply(once, TestKernels.All);
            Assert.Equal(Json(once), Json(twice));
        }
    }

    private static string Json(ParallelJob job) => JsonSerializer.Serialize(job, ContractsJsonContext.Default.ParallelJob);
}
