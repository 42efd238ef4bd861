using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Resource.Pods;

namespace ParallelJobs.Contracts.Tests;

public sealed class RoundTripTests
{
    private const string Everything =
        """
          range: { start: -9007199254740992, end: "9007199254740993" }
          exec:
            command: [python3, score.py, "{start}", "{end}"]
            protocol: Arguments
            parameters:
            - { name: terms, value: "4503599627370496" }
            - name: rule
              value: Right
          reduce: { name: TopK, k: 10, order: Smallest }
          leafSize: 1048576
          schedule: { policy: Dynamic, chunkLeaves: 8, targetMilliseconds: 250, order: Shuffled }
          limits: { maxInFlight: "9223372036854775807", perSecond: 10 }
          workers:
            replicas: 3
            mode: Processes
            slots: 4
            image: registry.example.com/worker:1@sha256:abc
            resources: { requests: { cpu: 1, memory: 512Mi }, limits: { cpu: "1.5", memory: 1Gi, nvidia.com/gpu: 1 } }
            env:
            - { name: PLAIN, value: "yes" }
            - { name: SECRET, valueFrom: { secretKeyRef: { name: s, key: k, optional: true } } }
            volumes:
            - { name: a, configMap: { name: c, items: [{ key: k, path: p/q, mode: 256 }] } }
            - { name: b, secret: { secretName: s, defaultMode: 256 } }
            - { name: c, persistentVolumeClaim: { claimName: p, readOnly: true } }
            - { name: d, emptyDir: { medium: Memory, sizeLimit: 64Mi } }
            volumeMounts: [{ name: a, mountPath: /a, subPath: x, readOnly: true }]
            nodeSelector: { kubernetes.io/arch: amd64 }
            tolerations: [{ key: gpu, operator: Exists, effect: NoSchedule }]
            affinity:
              nodeAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: In, values: [a, b] }] }]
              podAntiAffinity:
                preferredDuringSchedulingIgnoredDuringExecution:
                - { weight: 100, podAffinityTerm: { topologyKey: kubernetes.io/hostname, labelSelector: { matchLabels: { app: x } } } }
            topologySpreadConstraints: [{ maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway }]
            priorityClassName: low
            imagePullSecrets: [{ name: pull }]
            imagePullPolicy: IfNotPresent
            runtimeClassName: gvisor
            runAsUser: 1000
            terminationGracePeriodSeconds: 60
            labels: { team: blue }
            annotations: { note: "any text: at all 😀" }
          retry: { maxAttempts: 5, onExhausted: DeadLetter }
          maxFailedItems: 10
          leaseDurationSeconds: 60
          dependsOn: [first, second]
          suspend: false
          retryFailed: 1
          activeDeadlineSeconds: 3600
          ttlSecondsAfterFinished: 0
          managedBy: example.com/other
        """;

    [Fact]
    public void A_manifest_with_everything_is_the_same_after_JSON_and_back()
    {
        var job = Manifests.JobOf(Everything);
        var json = JsonSerializer.Serialize(job, ContractsJsonContext.Default.ParallelJob);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, ContractsJsonContext.Strict.ParallelJob), ContractsJsonContext.Default.ParallelJob));
    }

    [Fact]
    public void JSON_is_YAML()
    {
        var json = JsonSerializer.Serialize(Manifests.JobOf(Everything), ContractsJsonContext.Default.ParallelJob);
        var again = Manifests.Read(json);
        Assert.Equal("", Manifests.Lines(again));
        Assert.Equal(json, JsonSerializer.Serialize(again.Job, ContractsJsonContext.Default.ParallelJob));
    }

    [Theory]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("-9007199254740992", "-9007199254740992")]
    [InlineData("9007199254740993", "\"9007199254740993\"")]
    [InlineData("-9007199254740993", "\"-9007199254740993\"")]
    [InlineData("-9223372036854775808", "\"-9223372036854775808\"")]
    public void A_number_beyond_53_bits_is_written_as_a_string(string start, string json)
    {
        var spec = new ParallelJobSpec { Range = new ItemRange(Int128.Parse(start), ItemRange.MaxEnd) };
        var text = JsonSerializer.Serialize(spec, ContractsJsonContext.Default.ParallelJobSpec);
        Assert.Equal("{\"range\":{\"start\":" + json + ",\"end\":\"9223372036854775808\"}}", text);
        Assert.Equal(spec.Range, JsonSerializer.Deserialize(text, ContractsJsonContext.Default.ParallelJobSpec)!.Range);
    }

    [Fact]
    public void Only_the_strict_reader_refuses_fields_that_it_does_not_know()
    {
        const string Json = """{"spec":{"invented":1}}""";
        Assert.NotNull(JsonSerializer.Deserialize(Json, ContractsJsonContext.Default.ParallelJob));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(Json, ContractsJsonContext.Strict.ParallelJob));
    }

    [Fact]
    public void What_JSON_leaves_out_has_its_initial_value()
    {
        var job = JsonSerializer.Deserialize("{}", ContractsJsonContext.Default.ParallelJob)!;
        Assert.Equal((ParallelJob.ApiVersionName, ParallelJob.KindName), (job.ApiVersion, job.Kind));
        Assert.Equal(new ParallelJobSpec(), job.Spec);
        Assert.Empty(JsonSerializer.Deserialize("""{"exec":{}}""", ContractsJsonContext.Default.ParallelJobSpec)!.Exec!.Command);
    }

    [Theory]
    [InlineData("""{"range":{"start":1}}""")]
    [InlineData("""{"range":{"start":1.5,"end":2}}""")]
    [InlineData("""{"leafSize":"9223372036854775808"}""")]
    [InlineData("""{"leafSize":true}""")]
    [InlineData("""{"workers":{"resources":{"requests":{"cpu":"much"}}}}""")]
    public void JSON_of_the_wrong_type_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJsonContext.Default.ParallelJobSpec));

    [Fact]
    public void A_status_is_written_as_Kubernetes_writes_it()
    {
        var status = new ParallelJobStatus
        {
            Items = new ItemCounts { Total = (Int128)1 << 64 },
            Failures = new JobFailures { Count = 3 },
            Conditions = [new JobCondition { Type = ConditionTypes.Complete, Status = ConditionStatus.True, Reason = ConditionReasons.WithFailedItems }],
            StartTime = new DateTimeOffset(2026, 1, 31, 13, 0, 0, 999, TimeSpan.FromHours(1)),
        };
        Assert.Equal(
            """{"conditions":[{"type":"Complete","status":"True","reason":"WithFailedItems"}],"items":{"total":"18446744073709551616","completed":"0","inFlight":"0","retrying":"0","failed":"0"},"failures":{"count":3},"startTime":"2026-01-31T12:00:00Z"}""",
            JsonSerializer.Serialize(status, ContractsJsonContext.Default.ParallelJobStatus));
    }

    [Fact]
    public void An_exported_object_can_be_read_again()
    {
        var text = Manifests.Of("  range: { start: 0, end: 1 }\n  kernel: { name: series }")
            .Replace("name: test", "name: test, uid: u, generation: 2, creationTimestamp: \"2026-01-01T00:00:00Z\", managedFields: [{ any: thing }]", StringComparison.Ordinal)
            + "status: { from: { a: newer }, operator: 1 }\n";
        var result = Manifests.Read(text);
        Assert.Equal("", Manifests.Lines(result));
        Assert.Equal(("u", 2L, null), (result.Job!.Metadata.Uid, result.Job.Metadata.Generation, result.Job.Status));
    }

    [Fact]
    public void A_file_is_read_by_its_path()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.yaml");
        File.WriteAllText(path, Manifests.Of(Everything));
        try
        {
            Assert.NotNull(ManifestReader.ReadFile(path, new ManifestContext(TestKernels.All, Validation.JobScope.Local)).Job);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("1", "1000000000")]
    [InlineData("1.", "1000000000")]
    [InlineData(".5", "500000000")]
    [InlineData("+2", "2000000000")]
    [InlineData("500m", "500000000")]
    [InlineData("1n", "1")]
    [InlineData("0.1n", "1")]
    [InlineData("1u", "1000")]
    [InlineData("2k", "2000000000000")]
    [InlineData("2Ki", "2048000000000")]
    [InlineData("1.5Gi", "1610612736000000000")]
    [InlineData("1E", "1000000000000000000000000000")]
    [InlineData("1e3", "1000000000000")]
    [InlineData("1E-3", "1000000")]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("-1", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1GB", null)]
    [InlineData("1K", null)]
    [InlineData("1 Gi", null)]
    [InlineData("Gi", null)]
    [InlineData("1e", null)]
    public void Quantities_are_read_as_Kubernetes_reads_them(string text, string? nanos)
    {
        Assert.Equal(nanos is not null, Quantity.TryParse(text, out var value));
        Assert.Equal(nanos ?? "0", $"{value}");
        Assert.Equal(nanos is not null, Schema.TextForms.Quantity.Matches(text));
    }
}
