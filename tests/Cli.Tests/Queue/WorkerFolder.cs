using System.Globalization;

namespace ParallelJobs.Cli.Tests.Queue;

/// <summary>The folder by which workers join a run, and the processes that were started with it.</summary>
internal sealed class WorkerFolder : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    /// <summary>Not there until a run makes it.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"pjob-test-{Guid.NewGuid():N}");

    public bool Exists => Directory.Exists(Path);

    /// <summary>Live processes that have this folder as their configuration.</summary>
    public IReadOnlyList<int> Workers() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(System.IO.Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) ? process : 0)
            .Where(process => process > 0 && Environment(process).Contains($"PARALLELJOB_CONFIG={Path}\0", StringComparison.Ordinal)),
    ];

    /// <summary>A worker as somebody starts it by hand; its stdin is kept open.</summary>
    public Running Join(string name) => Running.Start("env", $"PARALLELJOB_CONFIG={Path}", $"PARALLELJOB_NAME={name}", "PARALLELJOB_SLOTS=1", Pjob.Path, "worker");

    /// <summary>The kernel tells nobody but a parent of ends, and a database nobody of its rows: they are asked again and again, with a bound.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds, string what)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bound.CancelAfter(AtMost);
        while (!await holds())
        {
            Assert.False(bound.IsCancellationRequested, $"waited {AtMost} in vain for {what}");
            await Task.Delay(Poll, CancellationToken.None);
        }
    }

    public Task UntilNoWorkersAsync() => UntilAsync(() => Task.FromResult(Workers().Count == 0), "the end of all workers");

    public void Dispose()
    {
        if (Exists)
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <summary>Variables, each with a zero behind it; nothing for a process that has ended, or is somebody else's.</summary>
    private static string Environment(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
