using Microsoft.Extensions.Logging.Abstractions;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;
using ParallelJobs.Kubernetes.Stores;

namespace ParallelJobs.InClusterProbe;

/// <summary>The steps of the probe. For one thread.</summary>
internal sealed class Probe(string @namespace, KubernetesClient client, KubernetesClient electing, string identity)
{
    /// <summary>Lists, says so by a config map, and waits until the value of another is changed: what it was changed to.</summary>
    public async Task<string> HearAsync(CancellationToken cancellationToken)
    {
        var (store, heard) = (new Store<ConfigMap>(), new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously));
        store.Changed += (before, after) =>
        {
            if (before is not null && after is { Metadata.Name: "question" })
            {
                heard.TrySetResult(after.Data!["value"]);
            }
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reflector = new Reflector<ConfigMap>(
            client, store, new Selection(@namespace), TimeProvider.System, new Random(1), NullLogger<Reflector<ConfigMap>>.Instance);
        var reflecting = reflector.RunAsync(stop.Token);
        await store.WaitUntilSyncedAsync(cancellationToken);
        await client.CreateAsync(Map($"listed-{identity}", $"{store.Count}"), cancellationToken: cancellationToken);
        var question = await heard.Task.WaitAsync(cancellationToken);
        await stop.CancelAsync();
        await reflecting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return question;
    }

    /// <summary>Contends for the lease, and writes the answer of its time when it leads.</summary>
    public Task<LeadershipEnd> LeadAsync(string question, CancellationToken cancellationToken)
    {
        var options = new LeaderElectorOptions { Namespace = @namespace, Name = "probe", Identity = identity };
        var elector = new LeaderElector(electing, options, TimeProvider.System, new Random(2), NullLogger<LeaderElector>.Instance);
        return elector.RunAsync(
            leadership => client.While(leadership).CreateAsync(Map($"answer-{leadership.Epoch}", $"{question} {identity}"), cancellationToken: leadership.Token),
            cancellationToken);
    }

    /// <summary>The words of the refusal.</summary>
    public async Task<string> AskWhatIsForbiddenAsync(CancellationToken cancellationToken)
    {
        try
        {
            var secrets = await client.ListAsync<Secret>(new Selection(@namespace), cancellationToken: cancellationToken);
            return $"not at all, there are {secrets.Items.Count}";
        }
        catch (KubernetesException exception) when (exception.IsForbidden)
        {
            return exception.Message;
        }
    }

    private ConfigMap Map(string name, string value) => new()
    {
        Metadata = new ObjectMeta { Namespace = @namespace, Name = name },
        Data = new Dictionary<string, string> { ["value"] = value },
    };
}
