using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Engine.Tests.Workers;

/// <summary>A folder of files that goes with the test, and an environment that may name them.</summary>
internal sealed class SettingsFolder : IDisposable
{
    public const string Secret = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    public const string Uid = "0b0e7a5e-1111-4222-8333-444455556666";
    public const string Uri = "postgres://worker:do-not-tell@db.example/queue";

    public const string Manifest = """
        apiVersion: paralleljobs.io/v1alpha1
        kind: ParallelJob
        metadata: { name: test, uid: ffffffff-0000-4000-8000-000000000000 }
        spec:
          range: { start: 0, end: 1000 }
          kernel: { name: countdown }
          workers: { mode: Processes, slots: 3, replicas: 4, terminationGracePeriodSeconds: 40 }
        """;

    public string Path { get; } = Directory.CreateTempSubdirectory("pjob-worker-test-").FullName;

    public Dictionary<string, string?> Environment { get; } = new(StringComparer.Ordinal);

    /// <summary>All that is required, each by its variable.</summary>
    public static SettingsFolder WithVariables()
    {
        var folder = new SettingsFolder();
        folder.Environment[WorkerVariables.Queue] = Uri;
        folder.Environment[WorkerVariables.Job] = Uid;
        folder.Environment[WorkerVariables.Secret] = Secret;
        folder.Environment[WorkerVariables.SpecFile] = folder.Write("job.yaml", Manifest);
        return folder;
    }

    /// <summary>All that is required, as files of the folder.</summary>
    public static SettingsFolder WithConfig()
    {
        var folder = new SettingsFolder();
        folder.Write(WorkerConfigFolder.Queue, Uri + "\n");
        folder.Write(WorkerConfigFolder.Job, Uid + "\n");
        folder.Write(WorkerConfigFolder.Secret, Secret + "\n");
        folder.Write(WorkerConfigFolder.Spec, Manifest);
        folder.Environment[WorkerVariables.Config] = folder.Path;
        return folder;
    }

    public string Write(string name, string content)
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, content);
        return path;
    }

    public WorkerSettings Read()
    {
        var settings = WorkerSettings.Read(Environment.GetValueOrDefault, out var problems);
        Assert.Empty(problems);
        return settings!;
    }

    /// <summary>What is wrong, with the folder's path shortened; never a secret.</summary>
    public string[] Problems()
    {
        Assert.Null(WorkerSettings.Read(Environment.GetValueOrDefault, out var problems));
        Assert.NotEmpty(problems);
        Assert.All(problems, problem =>
        {
            Assert.DoesNotContain("do-not-tell", problem, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret[..16], problem, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', problem);
        });
        return [.. problems.Select(problem => problem.Replace(Path, "FOLDER", StringComparison.Ordinal))];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
