using System.Diagnostics;

namespace ParallelJobs.TestKit.Servers;

/// <summary>A new folder for the files of one server, which it alone (and root) may read.</summary>
internal sealed class ServerFolder
{
    private readonly ServerAccount _account;

    public ServerFolder(string server, ServerAccount account, string? parent = null)
    {
        _account = account;
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"{server}-{Environment.ProcessId}-{Random.Shared.Next():x8}");
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public string Path { get; }

    /// <summary>Where the server's stdout and stderr go.</summary>
    public string Log => this["log"];

    public string this[string file] => System.IO.Path.Combine(Path, file);

    public async Task WriteAsync(string file, string text, CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(this[file], text, cancellationToken);
        File.SetUnixFileMode(this[file], UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>Gives the folder, with what has been written to it, to the server's account.</summary>
    public async Task HandOverAsync(CancellationToken cancellationToken)
    {
        if (_account.User is { } user)
        {
            using var chown = Process.Start("chown", ["-R", $"{user}:", Path]);
            await chown.WaitForExitAsync(cancellationToken);
            if (chown.ExitCode != 0)
            {
                throw new InvalidOperationException($"cannot give {Path} to the user {user}: install Debian's package postgresql, which makes that user");
            }
        }
    }

    /// <summary>The last lines of the log.</summary>
    public string LogTail(int lines)
    {
        if (!File.Exists(Log))
        {
            return $"{Log}: nothing written";
        }

        using var log = new StreamReader(new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return $"{Log}:\n{string.Join('\n', log.ReadToEnd().Split('\n').TakeLast(lines + 1))}";
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
