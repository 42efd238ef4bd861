using ParallelJobs.TestKit.Installations;
using ParallelJobs.TestKit.Servers;

namespace ParallelJobs.Cluster.Tests.Operators;

/// <summary>The life of a job by the command line alone.</summary>
[Trait("Requires", "Cluster")]
public sealed class CommandLineTests(SharedInstallation shared) : IClassFixture<SharedInstallation>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private Installation Installation => shared.Installation;

    [Fact]
    public async Task A_job_is_submitted_and_waited_for_its_result_is_read_and_it_is_deleted()
    {
        var manifest = SmallJobs.Pi("submitted");
        await using (var submit = Pjob(["submit", "-", "--wait"], manifest))
        {
            Assert.True(await submit.WaitForExitAsync(Installation.AtMost, Token) == 0, $"{submit}");
        }

        await using (var results = Pjob(["results", "submitted"]))
        {
            Assert.True(await results.WaitForExitAsync(Installation.AtMost, Token) == 0, $"{results}");
            Assert.Equal([$"{(await LocalRun.OfAsync(manifest, Token)).Value}"], results.Output);
        }

        await using (var delete = Pjob(["delete", "submitted", "--wait"]))
        {
            Assert.True(await delete.WaitForExitAsync(Installation.AtMost, Token) == 0, $"{delete}");
        }

        await Installation.UntilNothingIsLeftAsync(cancellationToken: Token);
    }

    [Fact]
    public async Task The_logs_of_workers_are_followed_to_the_end_of_the_job()
    {
        await Installation.ApplyAsync(SmallJobs.Held("told"), Token);
        await using var logs = Pjob(["logs", "told", "--follow"]);
        await logs.WaitForLineAsync(line => line.StartsWith("[told-1-", StringComparison.Ordinal), Installation.AtMost, Token);

        await Installation.LetGoAsync("told", Token);

        Assert.True(await logs.WaitForExitAsync(Installation.AtMost, Token) == 0, $"{logs}");
        Assert.Contains(logs.Output, line => line.Contains("exit 0", StringComparison.Ordinal));
        await Installation.LeaveNothingAsync(Token);
    }

    [Fact]
    public async Task A_job_is_suspended_resumed_scaled_cancelled_and_a_wait_for_it_fails()
    {
        await Installation.ApplyAsync(SmallJobs.Held("steered"), Token);
        await SucceedsAsync("suspend", "steered");
        await SucceedsAsync("wait", "steered", "--for", "suspended");
        await SucceedsAsync("resume", "steered");
        await SucceedsAsync("scale", "steered", "--replicas", "2");
        await Installation.UntilAsync("steered", status => status.Workers?.Ready == 2, "to have two workers", cancellationToken: Token);
        await SucceedsAsync("cancel", "steered");

        await using var wait = Pjob(["wait", "steered"]);

        Assert.True(await wait.WaitForExitAsync(Installation.AtMost, Token) == 1, $"{wait}");
        await Installation.LeaveNothingAsync(Token);
    }

    private async Task SucceedsAsync(params string[] arguments)
    {
        await using var pjob = Pjob(arguments);
        Assert.True(await pjob.WaitForExitAsync(Installation.AtMost, Token) == 0, $"{string.Join(' ', arguments)}: {pjob}");
    }

    /// <summary>Of what it needs, that which is in Kestrel's framework is not copied beside it. So it is run with the libraries of the tests, which have both.</summary>
    private TestProcess Pjob(string[] arguments, string input = "") => TestProcess.Start(
        "dotnet",
        ["exec", "--runtimeconfig", $"{Tests}.runtimeconfig.json", "--depsfile", $"{Tests}.deps.json", Beside("pjob.dll"), .. arguments, "--namespace", Installation.Namespace],
        new Dictionary<string, string?> { ["KUBECONFIG"] = Installation.Space.Cluster.KubeConfigFile },
        input);

    private static string Tests => Beside(typeof(CommandLineTests).Assembly.GetName().Name!);

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
