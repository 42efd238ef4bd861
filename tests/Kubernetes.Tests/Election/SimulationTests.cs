using ParallelJobs.TestKit.Http;

namespace ParallelJobs.Kubernetes.Tests.Election;

/// <summary>Faults of all kinds at random, in virtual time. Each run is one seed's.</summary>
public sealed class SimulationTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private const int Steps = 20 * 60 * 10;

    // Enough for every claim to run out, and for who has backed off to look again.
    private const int QuietSteps = 40 * 10;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Never_do_two_act_at_once_and_later_leaders_have_higher_epochs(int seed)
    {
        var random = new Random(seed);
        var server = new FakeApiServer();
        var processes = Enumerable.Range(0, 3).Select(number => new SimulatedProcess(server, $"pod-{number}", new Random(random.Next()))).ToArray();
        var (last, changes, acts) = ((Epoch: 0, Identity: ""), 0, 0);
        for (var step = 0; step < Steps + QuietSteps; step++)
        {
            random.Shuffle(processes);
            foreach (var process in processes)
            {
                await process.StepAsync(Step, quiet: step >= Steps);
            }

            var acting = processes.Where(process => process.IsActing).ToArray();
            Assert.True(acting.Length < 2, $"seed {seed}, step {step}: {string.Join(" and ", acting.Select(process => process.Identity))} act");
            if (acting is [var leader])
            {
                var now = (Epoch: await leader.EpochAsync(), leader.Identity);
                Assert.True(now == last || now.Epoch > last.Epoch, $"seed {seed}, step {step}: {now} acts after {last}");
                changes += now == last ? 0 : 1;
                acts++;
                last = now;
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: {changes} leaderships, somebody acted in {acts} of {Steps + QuietSteps} steps");
        Assert.True(changes > 5, $"seed {seed}: only {changes} leaderships in all that time");
        Assert.Single(processes, process => process.IsActing);
    }
}
