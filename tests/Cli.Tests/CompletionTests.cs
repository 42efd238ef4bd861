using System.Diagnostics;

namespace ParallelJobs.Cli.Tests;

public sealed class CompletionTests
{
    [Fact]
    public async Task The_bash_script_is_a_bash_script_and_completes_what_the_program_has()
    {
        using var script = new TemporaryFile((await Pjob.RunAsync("completion", "bash")).Succeeded().Output, ".bash");

        Assert.Equal("", await BashAsync($"bash -n {script.Path}"));
        Assert.Equal("run\n", await CompleteAsync(script.Path, "pjob ru"));
        Assert.Equal("Threads\n", await CompleteAsync(script.Path, "pjob run x.yaml --mode T"));
        Assert.Equal("--slots\n", await CompleteAsync(script.Path, "pjob run x.yaml --sl"));
        Assert.Equal("primes\n", await CompleteAsync(script.Path, "pjob kernels pr"));
        Assert.Equal("migrate\n", await CompleteAsync(script.Path, "pjob mi"));
        Assert.Equal("--queue\n", await CompleteAsync(script.Path, "pjob migrate --q"));
        Assert.Equal("", await CompleteAsync(script.Path, "pjob migrate --worker-password-file x"));
        Assert.Equal("", await CompleteAsync(script.Path, "pjob run x"));
    }

    [Theory]
    [InlineData("zsh", "#compdef pjob")]
    [InlineData("fish", "complete -c pjob")]
    public async Task The_other_shells_have_scripts_that_ask_the_program(string shell, string has)
    {
        var script = (await Pjob.RunAsync("completion", shell)).Succeeded().Output;

        Assert.Contains(has, script);
        Assert.Contains("[suggest:", script);
    }

    /// <summary>What bash would offer at the end of a line.</summary>
    private static Task<string> CompleteAsync(string script, string line)
    {
        var words = string.Join(' ', line.Split(' ').Select(word => $"'{word}'"));
        var last = line.Split(' ').Length - 1;
        return BashAsync(
            $"PATH={AppContext.BaseDirectory}:$PATH; source {script}; COMP_WORDS=({words}); COMP_CWORD={last}; "
            + $"COMP_LINE='{line}'; COMP_POINT={line.Length}; _pjob; [ ${{#COMPREPLY[@]}} = 0 ] || printf '%s\\n' \"${{COMPREPLY[@]}}\"");
    }

    private static async Task<string> BashAsync(string command)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await bash.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, bash.ExitCode);
        return output;
    }
}
