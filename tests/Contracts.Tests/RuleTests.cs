using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Tests;

public sealed class RuleTests
{
    private const string Range = "  range: { start: 0, end: 10 }\n";
    private const string Series = "  kernel: { name: series }\n";
    private const string Exec = "  exec: { command: [run] }\n";

    [Fact]
    public void Exactly_one_of_range_and_items_is_given()
    {
        Rejects(Series, "job.yaml:4:1: spec: has none of range, items; give exactly one of them");
        Rejects(Range + "  items: { values: [a] }\n" + Series, "job.yaml:6:3: spec.items: stands beside range, but only one of range, items may; remove all but one of range, items");
    }

    [Fact]
    public void Exactly_one_of_kernel_and_exec_is_given()
    {
        Rejects(Range, "job.yaml:4:1: spec: has none of kernel, exec; give exactly one of them");
        Rejects(Range + Series + Exec, "job.yaml:7:3: spec.exec: stands beside kernel, but only one of kernel, exec may; remove all but one of kernel, exec");
    }

    [Fact]
    public void Exactly_one_source_of_items_is_given()
    {
        Rejects("  items: {}\n" + Exec, "job.yaml:5:3: spec.items: has none of values, configMap, file, persistentVolumeClaim; give exactly one of them");
        Rejects("  items: { values: [a], file: b }\n" + Exec, "job.yaml:5:31: spec.items.file: stands beside values, but only one of values, configMap, file, persistentVolumeClaim may; remove all but one of values, file");
    }

    [Theory]
    [InlineData("10", "10")]
    [InlineData("10", "9")]
    [InlineData("0", "-9223372036854775807")]
    public void End_is_above_start(string start, string end) =>
        Rejects(
            $"  range: {{ start: {start}, end: {end} }}\n" + Series,
            $"job.yaml:5:{26 + start.Length}: spec.range.end: {end} is not above start, {start}; end is the first item that is no longer computed: make it greater than start");

    [Theory]
    [InlineData("-9223372036854775808", "9223372036854775808", 4)]
    [InlineData("0", "9223372036854775808", 2)]
    [InlineData("0", "4611686018427387905", 2)]
    public void A_job_has_at_most_two_to_the_62_leaves(string start, string end, int smallest)
    {
        var range = $"  range: {{ start: \"{start}\", end: \"{end}\" }}\n  kernel: {{ name: primes }}\n";
        var error = Manifests.ErrorsOf(range);
        Assert.StartsWith("job.yaml:4:1: spec.leafSize: ", error);
        Assert.EndsWith($"in leaves of 1 are more than 2^62 leaves; set leafSize to {smallest} or more", error);
        Rejects(range + $"  leafSize: {smallest - 1}", error.Replace("4:1", "7:13", StringComparison.Ordinal).Replace("leaves of 1", $"leaves of {smallest - 1}", StringComparison.Ordinal));
        Accepts(range + $"  leafSize: {smallest}");
    }

    [Fact]
    public void Files_of_items_are_for_local_runs_only()
    {
        const string Spec = "  items: { file: urls.txt }\n  kernel: { name: lines }\n";
        Accepts(Spec, JobScope.Either, JobScope.Local);
        Rejects(Spec, "job.yaml:5:18: spec.items.file: a cluster cannot read files of this machine; put the items into values, a ConfigMap or a volume", JobScope.Cluster);
    }

    [Theory]
    [InlineData("configMap: { name: a, key: b }", "configMap", 12)]
    [InlineData("persistentVolumeClaim: { claimName: a, path: b, count: 3 }", "persistentVolumeClaim", 12)]
    public void Items_of_a_cluster_cannot_be_read_on_this_machine(string source, string field, int column)
    {
        var spec = $"  items: {{ {source} }}\n  kernel: {{ name: lines }}\n";
        Accepts(spec, JobScope.Either, JobScope.Cluster);
        Rejects(spec, $"job.yaml:5:{column}: spec.items.{field}: can be read in a cluster only; for a run on this machine name the items in file or values", JobScope.Local);
    }

    [Fact]
    public void A_job_does_not_depend_on_itself() =>
        Rejects(Range + Series + "  dependsOn: [other, test]", "job.yaml:7:22: spec.dependsOn[1]: the job would wait for itself; name another job or remove it");

    [Fact]
    public void Output_is_for_a_List_only()
    {
        const string Output = "  output: { persistentVolumeClaim: { claimName: data, path: out } }\n";
        Rejects(Range + Series + Output, "job.yaml:7:3: spec.output: only a List is written to a volume, and the reducer is Sum; remove output or set reduce: { name: List }");
        Accepts(Range + Series + Output + "  reduce: { name: List }");
        Accepts("  items: { values: [a] }\n" + Exec + Output);
    }

    [Fact]
    public void A_kernel_is_known() =>
        Rejects(Range + "  kernel: { name: sreies }", "job.yaml:6:19: spec.kernel.name: there is no kernel 'sreies'; did you mean 'series'?");

    [Fact]
    public void A_kernel_far_from_any_name_lists_them() =>
        Rejects(Range + "  kernel: { name: fourier }", "job.yaml:6:19: spec.kernel.name: there is no kernel 'fourier'; kernels are series, lines, primes");

    [Fact]
    public void A_kernel_gets_the_kind_of_work_that_it_takes()
    {
        Rejects(Range + "  kernel: { name: lines }", "job.yaml:5:3: spec.range: the kernel lines takes a list of items: lines of text; give spec.items in place of range");
        Rejects("  items: { values: [a] }\n" + Series, "job.yaml:5:3: spec.items: the kernel series takes a range of numbers: terms; give spec.range in place of items");
    }

    [Theory]
    [InlineData("trems", "5", "name: the kernel series has no parameter 'trems'; did you mean 'terms'?")]
    [InlineData("colour", "5", "name: the kernel series has no parameter 'colour'; its parameters are terms, step, rule, pause")]
    [InlineData("terms", "1e9", "value: '1e9' is not a whole number; write all its digits and nothing else")]
    [InlineData("terms", "", "value: '' is not a whole number; write all its digits and nothing else")]
    [InlineData("terms", "0", "value: 0 is below the least allowed, 1; write 1 or more")]
    [InlineData("terms", "4503599627370497", "value: 4503599627370497 is above the most allowed, 4503599627370496; write 4503599627370496 or less")]
    [InlineData("step", "half", "value: 'half' is not a finite decimal number; write a number such as 0.5 or 1e-3")]
    [InlineData("step", "NaN", "value: 'NaN' is not a finite decimal number; write a number such as 0.5 or 1e-3")]
    [InlineData("step", "1e999", "value: '1e999' is not a finite decimal number; write a number such as 0.5 or 1e-3")]
    [InlineData("step", "-1", "value: -1 is below the least allowed, 0; write 0 or more")]
    [InlineData("rule", "left", "value: 'left' is not one of Left, Right; did you mean 'Left'?")]
    [InlineData("pause", "5", "value: '5' is not a duration; write a whole number and one of ns, us, ms, s, m, such as 250ms")]
    [InlineData("pause", "2m", "value: 2m is above the most allowed, 1m; write 1m or less")]
    public void A_parameter_of_a_kernel_has_the_name_type_and_bounds_that_the_kernel_says(string name, string value, string error)
    {
        var errors = Manifests.ErrorsOf(Range + $"  kernel:\n    name: series\n    parameters:\n    - name: {name}\n      value: \"{value}\"");
        Assert.Equal($"job.yaml:{(error.StartsWith("name", StringComparison.Ordinal) ? "9:13" : "10:14")}: spec.kernel.parameters[{name}].{error}", errors);
    }

    [Fact]
    public void A_parameter_is_given_once() =>
        Rejects(
            Range + "  kernel: { name: series, parameters: [{ name: terms, value: \"20\" }, { name: terms, value: \"30\" }] }",
            "job.yaml:6:78: spec.kernel.parameters[terms]: 'terms' stands twice in the list; remove one of the two");

    [Fact]
    public void What_the_kernel_itself_refuses_is_reported_when_all_that_it_looks_at_is_right()
    {
        const string Parameters = "  kernel: { name: series, parameters: [{ name: terms, value: \"5\" }] }\n";
        Rejects(Range + Parameters, "job.yaml:5:27: spec.range.end: beyond the terms, 5; raise parameters.terms");
        Rejects(Range + Parameters + "  reduce: { name: Min }", "job.yaml:7:19: spec.reduce.name: the kernel series cannot feed the reducer Min; write one of Sum, Mean, Histogram, TopK, List");
    }

    [Theory]
    [InlineData("{ name: Sum, k: 3 }", "18: spec.reduce.k: is a field of TopK, and the reducer is Sum; remove it or set name: TopK")]
    [InlineData("{ name: Mean, edges: [\"0\", \"1\"] }", "19: spec.reduce.edges: is a field of Histogram, and the reducer is Mean; remove it or set name: Histogram")]
    [InlineData("{ name: Histogram, order: Largest, edges: [\"0\", \"1\"] }", "29: spec.reduce.order: is a field of TopK, and the reducer is Histogram; remove it or set name: TopK")]
    [InlineData("{ name: Histogram }", "3: spec.reduce.edges: is missing: a Histogram needs the edges of its bins; add edges, such as [\"0\", \"0.5\", \"1\"]")]
    [InlineData("{ name: Histogram, edges: [\"0\"] }", "22: spec.reduce.edges: has 1 entry; give it 2 to 1025")]
    [InlineData("{ name: Histogram, edges: [\"0\", \"1\", \"1.0\"] }", "40: spec.reduce.edges[2]: 1.0 is not above the edge before it, 1; write the edges in increasing order, each once")]
    [InlineData("{ name: Histogram, edges: [\"0\", \"1e400\"] }", "35: spec.reduce.edges[1]: 1e400 is beyond the largest double; write a smaller number")]
    [InlineData("{ name: TopK }", "3: spec.reduce.k: is missing: a TopK needs to know how many; add k, such as 10")]
    [InlineData("{ name: TopK, k: 0 }", "20: spec.reduce.k: 0 is below the least allowed, 1; write a whole number from 1 to 10000")]
    public void A_reducer_has_its_own_fields_and_no_others(string reduce, string error)
    {
        var line = Manifests.ErrorsOf(Range + Series + $"  reduce: {reduce}");
        Assert.Equal(error[error.IndexOf(':', StringComparison.Ordinal)..], line[line.IndexOf(": spec", StringComparison.Ordinal)..]);
        Assert.StartsWith("job.yaml:7:", line);
    }

    [Theory]
    [InlineData("Static", true)]
    [InlineData("Dynamic", true)]
    [InlineData("Guided", false)]
    [InlineData("Factoring", false)]
    [InlineData("Adaptive", false)]
    public void Leaves_a_chunk_are_for_Static_and_Dynamic(string policy, bool isRight) =>
        Expects(
            Range + Series + $"  schedule: {{ chunkLeaves: 8, policy: {policy} }}",
            isRight ? "" : $"job.yaml:7:28: spec.schedule.chunkLeaves: the policy {policy} sizes chunks by itself; remove it or set policy to Static or Dynamic");

    [Theory]
    [InlineData(10, 1666, true)]
    [InlineData(10, 1667, false)]
    [InlineData(30, 5000, true)]
    [InlineData(30, 5001, false)]
    public void A_chunk_takes_at_most_a_sixth_of_the_lease(int lease, int target, bool isRight) =>
        Expects(
            Range + Series + $"  leaseDurationSeconds: {lease}\n  schedule: {{ targetMilliseconds: {target} }}",
            isRight ? "" : $"job.yaml:8:35: spec.schedule.targetMilliseconds: {target} is above a sixth of the lease of {lease} s, {target - 1}; write {target - 1} or less, or a longer leaseDurationSeconds");

    [Fact]
    public void Priority_is_for_items_in_leaves_of_one_with_weights()
    {
        const string Order = "  schedule: { order: Priority }\n";
        Rejects(Range + Series + Order, "job.yaml:7:22: spec.schedule.order: Priority needs items, whose first column is their weight; a range has none; use Fifo, Lifo or Shuffled, or give items");
        Rejects("  items: { values: [\"5\\ta\"] }\n" + Exec + Order + "  leafSize: 2", "job.yaml:8:13: spec.leafSize: order Priority hands out single items, and a leaf has 2; set leafSize to 1");
        Rejects("  items: { values: [\"5\\ta\", b] }\n" + Exec + Order, "job.yaml:5:29: spec.items.values[1]: 'b' has no weight, which order Priority needs; begin it with a decimal number and a tab");
        Rejects(
            "  items: { persistentVolumeClaim: { claimName: a, path: b, count: 10000001 } }\n" + Exec + Order,
            "job.yaml:7:22: spec.schedule.order: Priority takes at most 10000000 items, these are 10000001; use Fifo, Lifo or Shuffled");
        Accepts("  items: { values: [\"5\\ta\", \"-1.5\\tb\"] }\n" + Exec + Order);
    }

    [Fact]
    public void As_many_items_may_be_in_flight_as_a_leaf_has()
    {
        Rejects(
            Range + Series + "  limits: { maxInFlight: 999 }",
            "job.yaml:7:26: spec.limits.maxInFlight: 999 items are less than a leaf, 1000, and a leaf is granted whole: nothing could start; set it to 1000 or more, or leafSize to 999 or less");
        Accepts(Range + Series + "  limits: { maxInFlight: 1000, perSecond: 1 }");
        Accepts(Range + Series + "  limits: { maxInFlight: 5 }\n  leafSize: 5");
    }

    [Fact]
    public void Failed_items_are_allowed_with_DeadLetter_only()
    {
        Rejects(Range + Series + "  maxFailedItems: 3", "job.yaml:7:19: spec.maxFailedItems: with onExhausted Fail the first dead leaf fails the job; remove it or set retry: { onExhausted: DeadLetter }");
        Accepts(Range + Series + "  maxFailedItems: 3\n  retry: { onExhausted: DeadLetter }");
        Accepts(Range + Series + "  maxFailedItems: 0");
    }

    [Fact]
    public void The_first_wait_is_not_longer_than_the_longest()
    {
        Rejects(Range + Series + "  retry: { backoffSeconds: 61 }", "job.yaml:7:28: spec.retry.backoffSeconds: the first wait, 61 s, is longer than the longest, 60 s; set maxBackoffSeconds to 61 or more");
        Accepts(Range + Series + "  retry: { backoffSeconds: 61, maxBackoffSeconds: 61 }");
    }

    [Fact]
    public void A_program_is_named()
    {
        Rejects(Range + "  exec: { command: [] }", "job.yaml:6:11: spec.exec.command: has 0 entries; give it 1 to 256");
        Rejects(Range + "  exec: { command: [\"\", a] }", "job.yaml:6:21: spec.exec.command[0]: the program's name is empty; begin with the program to run");
    }

    [Fact]
    public void Placeholders_are_replaced_with_Arguments_only()
    {
        Rejects(
            Range + "  exec: { command: [run, \"{start}\"] }",
            "job.yaml:6:26: spec.exec.command[1]: '{start}' is replaced only with protocol Arguments; with JsonLines the program reads its leaves from standard input; set protocol: Arguments, or read the request");
        Accepts(Range + "  exec: { command: [run, \"{start}\", \"{end}\", \"{index}\", \"awk {print}\"], protocol: Arguments }");
        Rejects(
            Range + "  exec: { command: [run, \"{input:\"] }",
            "job.yaml:6:26: spec.exec.command[1]: '{input:' is replaced only with protocol Arguments; with JsonLines the program reads its leaves from standard input; set protocol: Arguments, or read the request");
        Accepts(Range + "  exec: { command: [awk, \"{print}\"] }");
    }

    [Fact]
    public void Placeholders_name_what_there_is()
    {
        Rejects(
            Range + "  exec: { command: [run, \"{start} {item} {item}\"], protocol: Arguments }",
            "job.yaml:6:26: spec.exec.command[1]: a leaf of a range has no {item}; use {start} and {end}, or give items");
        Rejects(Range + "  exec: { command: [run, \"{item}\"], protocol: Arguments }", "job.yaml:6:26: spec.exec.command[1]: a leaf of a range has no {item}; use {start} and {end}, or give items");
        Rejects(
            Range + "  exec: { command: [run, \"x={input:first}\"], protocol: Arguments }",
            "job.yaml:6:26: spec.exec.command[1]: '{input:first}' names a job that is not in dependsOn; add first to spec.dependsOn");
        Accepts(Range + "  exec: { command: [run, \"{input:first}\"], protocol: Arguments }\n  dependsOn: [first]");
    }

    [Theory]
    [InlineData("Sum")]
    [InlineData("Count")]
    [InlineData("Min")]
    [InlineData("Max")]
    [InlineData("Mean")]
    [InlineData("List")]
    [InlineData("None")]
    public void A_program_may_feed_every_reducer(string reducer) => Accepts(Range + Exec + $"  reduce: {{ name: {reducer} }}");

    [Theory]
    [InlineData("env: [{ name: PARALLELJOB_SLOTS, value: x }]", "spec.workers.env[PARALLELJOB_SLOTS].name: the prefix PARALLELJOB_ is reserved; give the variable another name")]
    [InlineData("env: [{ name: A, value: x, valueFrom: { secretKeyRef: { name: a, key: b } } }]", "spec.workers.env[A].valueFrom: stands beside value; keep one of the two")]
    [InlineData("env: [{ name: A, valueFrom: {} }]", "spec.workers.env[A].valueFrom: has none of secretKeyRef, configMapKeyRef; give exactly one of them")]
    [InlineData("volumes: [{ name: data }]", "spec.workers.volumes[data]: has none of configMap, secret, persistentVolumeClaim, emptyDir; give exactly one of them")]
    [InlineData("volumes: [{ name: data, emptyDir: {}, secret: { secretName: s } }]", "spec.workers.volumes[data].emptyDir: stands beside secret, but only one of configMap, secret, persistentVolumeClaim, emptyDir may; remove all but one of secret, emptyDir")]
    [InlineData("volumeMounts: [{ name: data, mountPath: /data }]", "spec.workers.volumeMounts[/data].name: there is no volume 'data'; add it to spec.workers.volumes")]
    [InlineData("volumes: [{ name: data, emptyDir: {} }], volumeMounts: [{ name: date, mountPath: /data }]", "spec.workers.volumeMounts[/data].name: there is no volume 'date'; did you mean 'data'?")]
    [InlineData("resources: { requests: { cpu: 2 }, limits: { cpu: 1500m } }", "spec.workers.resources.requests[cpu]: 2 is above the limit, 1500m; raise the limit or lower the request")]
    public void Pods_hold_together(string workers, string error)
    {
        var line = Manifests.ErrorsOf(Range + Series + $"  workers: {{ {workers} }}");
        Assert.StartsWith("job.yaml:7:", line);
        Assert.Equal(error, line[line.IndexOf("spec.", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void A_job_without_text_is_checked_by_the_same_rules()
    {
        var job = Manifests.JobOf(Range + Series);
        var broken = job with { Spec = job.Spec with { Range = new ItemRange(5, 5) } };
        Assert.Empty(JobRules.Check(job, TestKernels.All, JobScope.Cluster));
        Assert.StartsWith("spec.range.end: 5 is not above start, 5;", Assert.Single(JobRules.Check(broken, TestKernels.All, JobScope.Cluster)).ToString());
    }

    private static void Rejects(string spec, string error, JobScope scope = JobScope.Either) => Assert.Equal(error, Manifests.ErrorsOf(spec, scope));

    private static void Expects(string spec, string errors) => Assert.Equal(errors, Manifests.ErrorsOf(spec));

    private static void Accepts(string spec, params JobScope[] scopes) =>
        Assert.All(scopes.DefaultIfEmpty(JobScope.Either), scope => Assert.Equal("", Manifests.ErrorsOf(spec, scope)));
}
