using System.Text.Json;
using ParallelJobs.Contracts.Json;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Workers;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Running;

/// <summary>
/// A folder that holds all that a worker needs to take part in a run. Nobody else may read it, since it holds the job's secret and a password.
/// It goes with the run.
/// </summary>
internal sealed class JoinFolder : IDisposable
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private JoinFolder(string path)
    {
        Path = path;

        // Also when the program ends at once, by a second signal.
        AppDomain.CurrentDomain.ProcessExit += Remove;
    }

    public string Path { get; }

    /// <param name="path">Absent or empty; null for a new one among the system's temporary files.</param>
    /// <exception cref="IOException">It cannot be made, or there is something in it.</exception>
    /// <exception cref="UnauthorizedAccessException">It is somebody else's.</exception>
    public static JoinFolder Create(string? path)
    {
        if (path is null)
        {
            return new JoinFolder(Directory.CreateTempSubdirectory("pjob-").FullName);
        }

        var folder = Directory.CreateDirectory(path, OwnersFolder);
        if (folder.EnumerateFileSystemInfos().Any())
        {
            throw new IOException("there is something in it");
        }

        // One that was there already may have been open to others.
        folder.UnixFileMode = OwnersFolder;
        return new JoinFolder(folder.FullName);
    }

    public void Write(string queue, Guid job, JobSecret secret, ParallelJob manifest)
    {
        Write(WorkerConfigFolder.Queue, queue);
        Write(WorkerConfigFolder.Secret, secret.ToText());
        Write(WorkerConfigFolder.Spec, JsonSerializer.Serialize(manifest, ContractsJsonContext.Default.ParallelJob));

        // The last one: who waits for it finds the others.
        Write(WorkerConfigFolder.Job, job.ToString());
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= Remove;
        Remove(null, EventArgs.Empty);
    }

    private void Remove(object? sender, EventArgs e)
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Somebody was faster.
            return;
        }
    }

    private void Write(string name, string content)
    {
        using var file = new StreamWriter(System.IO.Path.Combine(Path, name), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = OwnersFile,
        });
        file.Write(content + "\n");
    }
}
