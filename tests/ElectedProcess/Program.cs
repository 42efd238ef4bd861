using System.Net;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;
using ParallelJobs.ElectedProcess;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Election;

// Contends for a lease as the operator does, and counts in a config map while it leads.
var options = ElectedOptions.Parse(args[0]);
using var stop = new CancellationTokenSource();
using var signal = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    stop.Cancel();
});
using var loggers = LoggerFactory.Create(logging => logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));

using var writing = new KubernetesClient(options.Server, new ServerAccess(options), new() { RequestTimeout = TimeSpan.FromSeconds(1) });
using var electing = new KubernetesClient(options.Server, new ServerAccess(options), new() { HttpVersion = HttpVersion.Version11 });
var elector = new LeaderElector(electing, options.Election, TimeProvider.System, Random.Shared, loggers.CreateLogger<LeaderElector>());
var work = new ElectedWork(writing, options);

using var beat = new Timer(_ => Said.Say(Said.Beat, elector.Leader), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(250));
var end = await elector.RunAsync(work.RunAsync, stop.Token);
Said.Say(Said.Ended, end);
return end is LeadershipEnd.Lost ? 1 : 0;
