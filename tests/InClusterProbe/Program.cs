using ParallelJobs.InClusterProbe;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;

// Does in a pod what an operator does there: it finds the API server, keeps a store, leads, writes while it leads, and is refused what it may not.
using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(3));
var config = ClusterConfig.InCluster();
using var client = new KubernetesClient(config);
using var electing = new KubernetesClient(config, new KubernetesClientOptions { HttpVersion = new Version(1, 1) });
var probe = new Probe(config.Namespace, client, electing, Environment.GetEnvironmentVariable("POD_UID")!);

var question = await probe.HearAsync(bound.Token);
Console.WriteLine($"heard {question}");
Console.WriteLine($"led: {await probe.LeadAsync(question, bound.Token)}");
Console.WriteLine($"refused: {await probe.AskWhatIsForbiddenAsync(bound.Token)}");
