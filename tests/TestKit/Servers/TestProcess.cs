using System.Diagnostics;

namespace ParallelJobs.TestKit.Servers;

/// <summary>
/// A program under test as a process of its own, with its lines of output. It is killed with its descendants when it is disposed of, and by the
/// kernel when the test process ends. Safe for use by several threads.
/// </summary>
public sealed class TestProcess : IAsyncDisposable
{
    /// <summary>How long a wait lasts at most, unless it is told.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly List<string> _errors = [];
    private readonly Task _reading;
    private TaskCompletionSource _more = NewSignal();

    private TestProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _errors));
    }

    public int Pid => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The lines of stdout so far.</summary>
    public IReadOnlyList<string> Output
    {
        get { lock (_lock) { return [.. _output]; } }
    }

    /// <summary>The lines of stderr so far.</summary>
    public IReadOnlyList<string> Errors
    {
        get { lock (_lock) { return [.. _errors]; } }
    }

    /// <param name="program">A path, or a name in PATH.</param>
    /// <param name="arguments">As the program sees them: no shell reads them.</param>
    /// <param name="environment">Added to that of the tests; null takes a variable away.</param>
    /// <param name="input">What it reads from stdin, before its end.</param>
    public static TestProcess Start(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string input = "")
    {
        var variables = (environment ?? new Dictionary<string, string?>()).ToLookup(variable => variable.Value is not null);
        // Set by the last program before this one, so that a library to be loaded first is loaded by it alone.
        string[] command =
        [
            .. variables[false].SelectMany(variable => new[] { "-u", variable.Key }),
            .. variables[true].Select(variable => $"{variable.Key}={variable.Value}"),
            program, .. arguments,
        ];
        var info = new ProcessStartInfo("env", command)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = ChildStarter.Start(info, ServerAccount.Own);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return new TestProcess(process);
    }

    /// <summary>Nothing happens when it has ended.</summary>
    public void Signal(UnixSignal signal)
    {
        if (!HasExited)
        {
            LinuxProcess.Send(Pid, signal);
        }
    }

    /// <summary>As the kernel would for want of memory: it alone, not its descendants. Returns when it is gone.</summary>
    public async Task KillAsync()
    {
        Signal(UnixSignal.Kill);
        await _process.WaitForExitAsync().WaitAsync(AtMost);
    }

    /// <summary>Its exit code, 128 and the signal's number when a signal ended it; all its output is read by then.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        try
        {
            await Task.WhenAll(_process.WaitForExitAsync(cancellationToken), _reading).WaitAsync(within ?? AtMost, cancellationToken);
            return _process.ExitCode;
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"waited {within ?? AtMost} in vain for the end of {this}", exception);
        }
    }

    /// <summary>The first line, of stdout or else of stderr, for which this holds; at once when it has been written already.</summary>
    public async Task<string> WaitForLineAsync(Func<string, bool> holds, TimeSpan? within = null, CancellationToken cancellationToken = default)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(within ?? AtMost);
        while (true)
        {
            // In this order: what comes between the two is seen the next time round.
            var (more, ended) = (More, _reading.IsCompleted);
            if (Output.Concat(Errors).FirstOrDefault(holds) is { } line)
            {
                return line;
            }

            if (ended)
            {
                throw new InvalidOperationException($"it ended without the line that is waited for: {this}");
            }

            if (await Task.WhenAny(more, _reading, Task.Delay(Timeout.InfiniteTimeSpan, bound.Token)) is { IsCanceled: true })
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw new TimeoutException($"waited {within ?? AtMost} in vain for a line of {this}");
            }
        }
    }

    /// <summary>Returns when a signal has stopped it where it was: the test's, or its own.</summary>
    public Task WaitUntilStoppedAsync(TimeSpan? within = null, CancellationToken cancellationToken = default) =>
        LinuxProcess.UntilAsync(() => LinuxProcess.State(Pid) is 'T', $"process {Pid} to be stopped", within ?? AtMost, cancellationToken);

    /// <summary>For messages of tests that fail: all that it wrote.</summary>
    public override string ToString()
    {
        var state = HasExited ? $"ended with {_process.ExitCode}" : "running";
        return $"process {Pid} ({state})\nstdout:\n{string.Join('\n', Output)}\nstderr:\n{string.Join('\n', Errors)}";
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private Task More
    {
        get { lock (_lock) { return _more.Task; } }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync(StreamReader from, List<string> lines)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                lines.Add(line);
                _more.SetResult();
                _more = NewSignal();
            }
        }
    }
}
