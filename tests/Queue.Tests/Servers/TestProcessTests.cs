using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Queue.Tests.Servers;

public sealed class TestProcessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_lines_its_environment_and_its_exit_code_are_seen()
    {
        await using var process = Shell("""echo "$WORD"; cat; echo error >&2; exit 3""", "WORD", "said", "input\n");
        Assert.Equal(3, await process.WaitForExitAsync(cancellationToken: Token));
        Assert.Equal(["said", "input"], process.Output);
        Assert.Equal(["error"], process.Errors);
    }

    [Fact]
    public async Task A_signal_reaches_the_program_itself()
    {
        await using var process = Shell("""trap 'echo asked to end; exit 0' TERM; echo "pid $$"; while :; do read -t 1 _ <> /dev/zero; done""");
        Assert.Equal($"pid {process.Pid}", await process.WaitForLineAsync(_ => true, cancellationToken: Token));
        process.Signal(UnixSignal.Terminate);
        await process.WaitForLineAsync(line => line == "asked to end", cancellationToken: Token);
        Assert.Equal(0, await process.WaitForExitAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_program_that_stops_itself_is_seen_to_stand_and_goes_on()
    {
        await using var process = Shell("kill -STOP $$; echo went on");
        await process.WaitUntilStoppedAsync(cancellationToken: Token);
        Assert.Empty(process.Output);
        process.Signal(UnixSignal.Continue);
        Assert.Equal("went on", await process.WaitForLineAsync(_ => true, cancellationToken: Token));
    }

    [Fact]
    public async Task A_killed_one_says_by_which_signal_it_ended()
    {
        await using var process = Shell("exec sleep 1000");
        await process.KillAsync();
        Assert.Equal(128 + (int)UnixSignal.Kill, await process.WaitForExitAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task A_line_that_never_comes_is_reported_with_what_did()
    {
        await using var process = Shell("echo something else");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => process.WaitForLineAsync(line => line == "expected", cancellationToken: Token));
        Assert.Contains("something else", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_process_that_is_disposed_of_is_gone_with_its_descendants()
    {
        var process = Shell("sleep 1000 & echo $!; wait");
        var descendant = await process.WaitForLineAsync(_ => true, cancellationToken: Token);
        await process.DisposeAsync();
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{descendant}") || IsZombie(descendant), TestProcess.AtMost));
    }

    private static bool IsZombie(string process) => File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal);

    private static TestProcess Shell(string script, string name = "UNUSED", string value = "", string input = "") =>
        TestProcess.Start("bash", ["-c", script], new Dictionary<string, string?> { [name] = value }, input);
}
