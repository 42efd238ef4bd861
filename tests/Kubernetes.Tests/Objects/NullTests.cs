using System.Text.Json;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.Kubernetes.Tests.Objects;

/// <summary>Servers write null for lists, maps and times that nobody has set, also where their own schema calls the field required.</summary>
public sealed class NullTests
{
    private const string Metadata =
        """ "metadata":{"name":"one","creationTimestamp":null,"deletionTimestamp":null,"labels":null,"annotations":null,"ownerReferences":null,"finalizers":null}""";

    public static TheoryData<string, string> Objects => new()
    {
        { "Pod", """ "spec":{"containers":null,"volumes":null,"nodeSelector":null,"securityContext":null},"status":{"startTime":null,"conditions":null,"containerStatuses":null}""" },
        { "Pod", """ "spec":{"containers":[{"name":"a","command":null,"args":null,"env":null,"ports":null,"resources":{"limits":null},"volumeMounts":null}]},"status":null""" },
        { "Pod", """ "spec":null,"status":{"conditions":[{"type":"Ready","status":"True","lastTransitionTime":null}]}""" },
        {
            "Pod",
            """
            "status":{"containerStatuses":[{"name":"a","ready":false,"restartCount":0,"state":{"running":{"startedAt":null}},
            "lastState":{"terminated":{"exitCode":1,"finishedAt":null}}},{"name":"b","ready":false,"restartCount":0,"state":{},"lastState":null}]}
            """
        },
        { "Job", """ "spec":{"template":{"metadata":{"creationTimestamp":null},"spec":{"containers":null}}},"status":{"startTime":null,"conditions":null}""" },
        { "Service", """ "spec":{"ports":null,"selector":null},"status":{"loadBalancer":{}}""" },
        { "Service", """ "spec":{"ports":[{"port":1,"targetPort":null}]}""" },
        { "Secret", """ "data":null,"type":null""" },
        { "ConfigMap", """ "data":null,"binaryData":null""" },
        { "Lease", """ "spec":{"holderIdentity":null,"acquireTime":null,"renewTime":null,"leaseDurationSeconds":null,"leaseTransitions":null}""" },
        { "Event", """ "eventTime":null,"regarding":null,"series":null""" },
        { "Event", """ "eventTime":null,"regarding":{},"series":{"count":2,"lastObservedTime":null}""" },
        { "Node", """ "status":{"capacity":null,"allocatable":null,"conditions":null}""" },
        { "Namespace", """ "spec":{"finalizers":null},"status":null""" },
        { "CustomResourceDefinition", """ "spec":null,"status":{"conditions":null,"storedVersions":null}""" },
    };

    [Theory]
    [MemberData(nameof(Objects))]
    public void What_a_server_writes_as_null_is_read(string kind, string fields)
    {
        var json = "{" + Metadata + "," + fields + "}";
        var (metadata, again) = kind switch
        {
            "Pod" => Read<Pod>(json),
            "Job" => Read<Job>(json),
            "Service" => Read<Service>(json),
            "Secret" => Read<Secret>(json),
            "ConfigMap" => Read<ConfigMap>(json),
            "Lease" => Read<Lease>(json),
            "Event" => Read<Event>(json),
            "Node" => Read<Node>(json),
            "Namespace" => Read<Namespace>(json),
            _ => Read<CustomResourceDefinition>(json),
        };

        Assert.Equal("one", metadata.Name);
        Assert.Null(metadata.CreationTimestamp);
        Assert.Equal("one", again.Name);
    }

    /// <summary>The metadata as they are read, and as they are read once more from what is written of the object.</summary>
    private static (ObjectMeta Metadata, ObjectMeta Again) Read<T>(string json)
        where T : class, IResource<T>
    {
        var read = JsonSerializer.Deserialize(json, T.Type.Json)!;
        return (read.Metadata, JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(read, T.Type.Json), T.Type.Json)!.Metadata);
    }
}
