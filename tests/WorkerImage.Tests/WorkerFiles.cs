using ParallelJobs.Engine.Workers;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests;

/// <summary>The folder of a worker whose queue is at a port where nobody listens; it goes with the test.</summary>
internal sealed class WorkerFiles : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pjob-worker-test-").FullName;

    public WorkerFiles()
    {
        Write(WorkerConfigFolder.Queue, $"postgres://worker:do-not-tell@127.0.0.1:{FreePort.Next()}/queue");
        Write(WorkerConfigFolder.Job, "0b0e7a5e-1111-4222-8333-444455556666");
        Write(WorkerConfigFolder.Secret, new string('a', 64));
        Write(WorkerConfigFolder.Spec, """
            apiVersion: paralleljobs.io/v1alpha1
            kind: ParallelJob
            metadata: { name: test }
            spec: { range: { start: 0, end: 1000 }, kernel: { name: countdown } }
            """);
    }

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(_folder, name), content);

    /// <summary>With two seconds of grace, unless a variable says otherwise.</summary>
    public Dictionary<string, string> Environment(params (string Name, string Value)[] variables)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [WorkerVariables.Config] = _folder,
            [WorkerVariables.HealthPort] = "0",
            [WorkerVariables.GraceSeconds] = "2",
        };
        foreach (var (name, value) in variables)
        {
            environment[name] = value;
        }

        return environment;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
