using System.Diagnostics;
using System.Text.Json;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.WorkerImage.Tests;

/// <summary>The program as it was built, run as a process of its own; killed when it is disposed of before its end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly List<string> _errors = [];
    private readonly Task<string> _output;

    private WorkerProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _process.StandardInput.Close();
    }

    /// <summary>All that was said on stderr so far.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <param name="environment">Of the program's own variables; none is inherited.</param>
    /// <param name="arguments">Of the command line.</param>
    public static WorkerProcess Start(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "pjob-worker"), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("PARALLELJOB_", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Reads the log up to and with the first entry of that name; every line before it must be an entry too.</summary>
    public async Task<JsonElement> UntilLogSaysAsync(string name)
    {
        using var tooLong = new CancellationTokenSource(AtMost);
        while (await _process.StandardError.ReadLineAsync(tooLong.Token) is { } line)
        {
            _errors.Add(line);
            var entry = JsonDocument.Parse(line).RootElement;
            if (NameOf(entry) == name)
            {
                return entry;
            }
        }

        Assert.Fail($"ended without logging {name}: {string.Join('\n', _errors)}");
        return default;
    }

    public static string? NameOf(JsonElement entry) => entry.GetProperty("Properties").GetProperty("EventId").GetProperty("Name").GetString();

    public void Send(UnixSignal signal)
    {
        using var kill = Process.Start("kill", [$"-{(int)signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    public async Task<(int ExitCode, string Output)> EndAsync()
    {
        using var tooLong = new CancellationTokenSource(AtMost);
        while (await _process.StandardError.ReadLineAsync(tooLong.Token) is { } line)
        {
            _errors.Add(line);
        }

        await _process.WaitForExitAsync(tooLong.Token);
        return (_process.ExitCode, await _output);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
