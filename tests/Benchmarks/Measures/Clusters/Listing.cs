using ParallelJobs.Benchmarks.Tools;
using ParallelJobs.TestKit.Clusters;

namespace ParallelJobs.Benchmarks.Measures.Clusters;

/// <summary>One list of all objects of a namespace, by a process that does only this.</summary>
internal sealed class Listing : IMeasure
{
    private readonly string _plural;
    private readonly int _objects;
    private readonly Func<KubernetesApiServer, CancellationToken, Task<Measurement>> _measure;

    private Listing(string plural, int objects, Func<KubernetesApiServer, CancellationToken, Task<Measurement>> measure) =>
        (_plural, _objects, _measure) = (plural, objects, measure);

    /// <summary>Seconds from before the client is made until the store has all.</summary>
    public static Listing Seconds(string plural, int objects) => new(plural, objects, async (server, cancellationToken) =>
    {
        var said = await OwnAsync(server, plural, plural, cancellationToken);
        return new Measurement(said.Seconds, said.Objects);
    });

    /// <summary>Seconds from the start of the process to its end.</summary>
    public static Listing WholeProcess(string plural, int objects) => new(plural, objects, async (server, cancellationToken) =>
    {
        var said = await OwnAsync(server, plural, plural, cancellationToken);
        return new Measurement(said.ProcessSeconds, said.Objects);
    });

    /// <summary>
    /// By how many megabytes the most memory that the process ever held is more than that of the same process with an empty namespace, which has
    /// loaded and compiled the same, and has connected.
    /// </summary>
    public static Listing Growth(string plural, int objects) => new(plural, objects, async (server, cancellationToken) =>
    {
        var none = await OwnAsync(server, plural, $"no-{plural}", cancellationToken);
        var all = await OwnAsync(server, plural, plural, cancellationToken);
        return new Measurement(
            all.Megabytes - none.Megabytes,
            all.Objects - none.Objects,
            FormattableString.Invariant($"{none.Megabytes:0} MB with an empty namespace, {all.Megabytes:0} MB with all"));
    });

    /// <summary>Megabytes of the whole process.</summary>
    public static Listing Memory(string plural, int objects) => new(plural, objects, async (server, cancellationToken) =>
    {
        var said = await OwnAsync(server, plural, plural, cancellationToken);
        return new Measurement(said.Megabytes, said.Objects);
    });

    /// <summary>The client of Python, which times itself as ours does.</summary>
    /// <param name="plural">Which objects.</param>
    /// <param name="objects">How many.</param>
    /// <param name="how">"list" or "raw".</param>
    public static Listing Python(string plural, int objects, string how) => new(plural, objects, (server, cancellationToken) =>
        new PeerProgram(_ => Task.FromResult(Programs.Python), [Folders.Peer("kubernetes_peers.py"), how, plural, server.KubeConfigFile])
            .MeasureAsync(cancellationToken));

    /// <summary>Seconds of the whole process.</summary>
    public static Listing Kubectl(string plural, int objects, string output) => new(plural, objects, async (server, cancellationToken) =>
    {
        var ended = await Programs.RunAsync(ClusterPrograms.Kubectl, KubectlArguments(server, plural, output), cancellationToken);
        // A name is a line; an object in JSON has exactly one such field.
        return new Measurement(ended.Seconds, ended.Demand().Output.Split(output == "name" ? "\n" : "\"creationTimestamp\"").Length - 1);
    });

    /// <summary>Megabytes of the whole process.</summary>
    public static Listing KubectlMemory(string plural, int objects, string output) => new(plural, objects, (server, cancellationToken) =>
        new PeakMemory(_ => Task.FromResult(ClusterPrograms.Kubectl), KubectlArguments(server, plural, output)).MeasureAsync(cancellationToken));

    public async Task<Measurement> MeasureAsync(CancellationToken cancellationToken)
    {
        var server = await ClusterServer.WithAsync(_plural, _objects, cancellationToken);
        return await _measure(server, cancellationToken) is var measured && measured.Answer is { } counted && counted != _objects
            ? throw new MeasureFailedException($"{counted} of {_objects} {_plural} were listed")
            : measured;
    }

    private static string[] KubectlArguments(KubernetesApiServer server, string plural, string output) =>
        ["--kubeconfig", server.KubeConfigFile, "--cache-dir", Path.Combine(Folders.Cache, "kubectl"), "get", plural, "--namespace", plural, "--output", output];

    private static async Task<(double Seconds, double Objects, double Megabytes, double ProcessSeconds)> OwnAsync(
        KubernetesApiServer server, string plural, string @namespace, CancellationToken cancellationToken)
    {
        var ended = await Programs.RunAsync(
            Environment.ProcessPath!, [ListCommand.Name, plural, @namespace, server.KubeConfigFile], cancellationToken);
        var said = ended.Json();
        double Figure(string name) => said.GetProperty(name).GetDouble();
        return (Figure("seconds"), Figure("answer"), Figure("megabytes"), ended.Seconds);
    }
}
