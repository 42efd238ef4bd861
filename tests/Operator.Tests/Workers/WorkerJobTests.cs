using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Operator.Tests.Plan;
using ParallelJobs.Operator.Workers;

namespace ParallelJobs.Operator.Tests.Workers;

/// <summary>What is created, as the API server gets it.</summary>
public class WorkerJobTests
{
    private static readonly WorkerDefaults Defaults = new("worker:1", 65532);

    [Fact]
    public void A_workers_pod_is_restricted_and_has_no_token_of_the_cluster()
    {
        var pod = Made("""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"}}""")["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;

        Assert.False((bool)pod["automountServiceAccountToken"]!);
        Assert.False((bool)pod["enableServiceLinks"]!);
        Assert.True((bool)pod["securityContext"]!["runAsNonRoot"]!);
        Assert.Equal(65532, (long)pod["securityContext"]!["runAsUser"]!);
        Assert.Equal("RuntimeDefault", (string)pod["securityContext"]!["seccompProfile"]!["type"]!);
        Assert.False((bool)container["securityContext"]!["allowPrivilegeEscalation"]!);
        Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!);
        Assert.Equal("ALL", (string)container["securityContext"]!["capabilities"]!["drop"]![0]!);
    }

    [Fact]
    public void The_queue_decides_what_failed_so_the_Job_retries_without_end()
    {
        var spec = Made("""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"}}""")["spec"]!;

        Assert.Equal(int.MaxValue, (int)spec["backoffLimit"]!);
        Assert.Null(spec["completions"]);
        Assert.Equal(3, (int)spec["parallelism"]!);
        Assert.Equal("OnFailure", (string)spec["template"]!["spec"]!["restartPolicy"]!);
    }

    [Fact]
    public void The_fields_of_workers_reach_the_pod_under_their_own_names()
    {
        var pod = Made("""
            {"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"workers":{"image":"mine:2","runAsUser":1000,"nodeSelector":{"disk":"fast"},
            "env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"m","key":"k"}}}],"imagePullSecrets":[{"name":"registry"}],
            "volumes":[{"name":"data","persistentVolumeClaim":{"claimName":"c"}}],"volumeMounts":[{"name":"data","mountPath":"/data"}],
            "tolerations":[{"key":"gpu","operator":"Exists"}],"resources":{"limits":{"cpu":"2500m","memory":"1Gi"}},"terminationGracePeriodSeconds":7}}
            """)["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;

        Assert.Equal("mine:2", (string)container["image"]!);
        Assert.Equal(1000, (long)pod["securityContext"]!["fsGroup"]!);
        Assert.Equal("fast", (string)pod["nodeSelector"]!["disk"]!);
        Assert.Equal("m", (string)container["env"]![0]!["valueFrom"]!["configMapKeyRef"]!["name"]!);
        Assert.Equal("registry", (string)pod["imagePullSecrets"]![0]!["name"]!);
        Assert.Contains(pod["volumes"]!.AsArray(), volume => (string?)volume!["persistentVolumeClaim"]?["claimName"] == "c");
        Assert.Contains(container["volumeMounts"]!.AsArray(), mount => (string)mount!["mountPath"]! == "/data");
        Assert.Contains(pod["tolerations"]!.AsArray(), toleration => (string)toleration!["key"]! == "gpu");
        Assert.Equal("1Gi", (string)container["resources"]!["limits"]!["memory"]!);
        Assert.Equal(7, (int)pod["terminationGracePeriodSeconds"]!);
        Assert.Contains(container["env"]!.AsArray(), variable => (string)variable!["name"]! == "PARALLELJOB_SLOTS" && (string)variable["value"]! == "2");
    }

    [Fact]
    public void Users_labels_stand_beside_ours_and_never_in_their_place()
    {
        var labels = Made("""
            {"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"workers":{"labels":{"team":"a","paralleljobs.io/job-uid":"forged"}}}
            """)["spec"]!["template"]!["metadata"]!["labels"]!;

        Assert.Equal("a", (string)labels["team"]!);
        Assert.Equal(Situation.Uid, (string)labels["paralleljobs.io/job-uid"]!);
    }

    [Fact]
    public void Everything_is_owned_by_the_job_so_that_it_goes_with_it()
    {
        var owner = Made("""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"}}""")["metadata"]!["ownerReferences"]![0]!;

        Assert.Equal("ParallelJob", (string)owner["kind"]!);
        Assert.Equal(Situation.Uid, (string)owner["uid"]!);
        Assert.True((bool)owner["controller"]!);
    }

    [Theory]
    [InlineData("{\"slots\":7}", 7)]
    [InlineData("{\"resources\":{\"limits\":{\"cpu\":\"3900m\"}}}", 3)]
    [InlineData("{\"resources\":{\"limits\":{\"cpu\":\"4\"},\"requests\":{\"cpu\":\"1\"}}}", 4)]
    [InlineData("{\"resources\":{\"requests\":{\"cpu\":\"2\"}}}", 2)]
    [InlineData("{\"resources\":{\"requests\":{\"cpu\":\"100m\"}}}", 1)]
    [InlineData("{}", 1)]
    public void A_worker_gets_a_slot_for_each_whole_core_it_may_use(string workers, int slots)
    {
        var seen = new Situation { Spec = $$"""{"range":{"start":1,"end":1001},"kernel":{"name":"pi"},"workers":{{workers}}}""" }.Observe();

        Assert.Equal(slots, SlotCount.Of(seen.Accepted!.Spec.Workers!));
    }

    private static JsonNode Made(string spec)
    {
        var seen = new Situation { Spec = spec }.Observe();
        var job = WorkerJob.Of(seen.Resource, seen.Accepted!.Spec, 1, 3, Defaults);
        return JsonNode.Parse(JsonSerializer.Serialize(job, KubernetesJson.Default.Job))!;
    }
}
