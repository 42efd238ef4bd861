using ParallelJobs.Kubernetes.Tests.Controllers.Model;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class ControllerProperties(ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_change_is_reconciled_and_keys_come_again_as_the_model_says(int concurrency) =>
        Samples.Check(output, count: 300, Samples.ListOf(ControllerCommand.Any), async script =>
        {
            await using var runner = new ControllerScriptRunner(concurrency);
            await runner.RunAsync(script);
        });
}
