using System.Diagnostics;
using System.Text;

namespace ParallelJobs.Cli.Tests;

/// <summary>A process that has been started; killed when it is disposed of before its end.</summary>
internal sealed class Running : IDisposable
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task<string> _output;

    private Running(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static Running Start(string program, params string[] arguments) => Start(program, arguments, new Dictionary<string, string>());

    /// <param name="environment">Added to this process' own.</param>
    public static Running Start(string program, string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove("NO_COLOR");
        start.Environment.Remove("PARALLELJOB_QUEUE");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Running(Process.Start(start)!);
    }

    public async Task WriteAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
    }

    /// <summary>Reads stderr up to and with the first line that holds a text.</summary>
    public async Task UntilErrorsSayAsync(string text)
    {
        using var tooLong = new CancellationTokenSource(AtMost);
        while (await _process.StandardError.ReadLineAsync(tooLong.Token) is { } line)
        {
            _errors.Append(line).Append('\n');
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"ended without saying '{text}': {_errors}");
    }

    public Task SignalAsync(string signal) => Pjob.SignalAsync(Id, signal);

    public async Task<Ended> EndAsync()
    {
        using var tooLong = new CancellationTokenSource(AtMost);
        _errors.Append(await _process.StandardError.ReadToEndAsync(tooLong.Token));
        var output = await _output.WaitAsync(tooLong.Token);
        await _process.WaitForExitAsync(tooLong.Token);
        return new Ended(_process.ExitCode, output, _errors.ToString());
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
