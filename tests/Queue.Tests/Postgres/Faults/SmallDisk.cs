using System.Diagnostics;

namespace ParallelJobs.Queue.Tests.Postgres.Faults;

/// <summary>A file system of so many bytes, in memory, mounted for a test.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Block = 1 << 16;

    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    public static async Task<SmallDisk> MountAsync(long bytes)
    {
        var path = Directory.CreateTempSubdirectory("small-disk-").FullName;
        var status = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={bytes},mode=0755", "small-disk", path);
        Assert.True(status == 0, "this test fills a file system of its own: run it as root, where tmpfs may be mounted (in a container: with CAP_SYS_ADMIN)");
        return new SmallDisk(path);
    }

    /// <summary>Nothing is left afterwards, not even for a file that is there to grow.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = Block; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    filler.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full, but for less than this.
            }
        }
    }

    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
