using ParallelJobs.Kubernetes.Tests.Controllers.Model;

namespace ParallelJobs.Kubernetes.Tests.Controllers;

public sealed class WorkQueueProperties(ITestOutputHelper output)
{
    [Fact]
    public void A_queue_does_what_the_model_does_and_gives_out_all_that_was_added() =>
        Samples.Check(output, count: 2000, Samples.ListOf(QueueCommand.Any), async script =>
        {
            using var runner = new QueueScriptRunner();
            await runner.RunAsync(script);
        });
}
