using System.Text.Json;
using System.Text.Json.Nodes;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Kubernetes;
using ParallelJobs.Resources;
using ParallelJobs.TestKit.Installations;

namespace ParallelJobs.Faults.Tests.Fuzzing;

/// <summary>Whatever is applied, the API server refuses it or the operator says what it thinks of it; it falls over nothing.</summary>
[Trait("Requires", "Faults")]
public sealed class ManifestTests(ITestOutputHelper output)
{
    private const int Mutations = 2000;
    private const int AtOnce = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_thousand_mutated_manifests_are_refused_or_get_a_condition_and_the_operator_falls_over_none()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var specs = new RandomSpec(new Random(seed));
        await using var installation = await Installation.StartAsync(cancellationToken: Token);
        var (refused, invalid, valid) = (0, 0, 0);
        for (var first = 0; first < Mutations; first += AtOnce)
        {
            var created = new List<string>();
            foreach (var number in Enumerable.Range(first, AtOnce))
            {
                if (await IsCreatedAsync(installation, $"fuzz-{number}", specs.Next(), seed))
                {
                    created.Add($"fuzz-{number}");
                }
            }

            refused += AtOnce - created.Count;
            foreach (var name in created)
            {
                var isValid = await IsValidAsync(installation, name, seed);
                (invalid, valid) = isValid ? (invalid, valid + 1) : (invalid + 1, valid);
            }

            IsWell(installation, seed);
            await installation.LeaveNothingAsync(Token);
        }

        output.WriteLine($"{refused} refused by the server, {invalid} by the operator, {valid} accepted");
        Assert.True(refused > 0 && invalid > 0 && valid > 0, $"{refused} {invalid} {valid}, seed {seed}");
    }

    private static async Task<bool> IsCreatedAsync(Installation installation, string name, JsonObject spec, int seed)
    {
        try
        {
            await installation.Client.CreateAsync(
                new JobResource
                {
                    Metadata = new() { Namespace = installation.Namespace, Name = name },
                    Spec = JsonDocument.Parse(spec.ToJsonString()).RootElement,
                },
                cancellationToken: Token);
            return true;
        }
        catch (KubernetesException exception) when ((int?)exception.StatusCode is 400 or 422)
        {
            return false;
        }
        catch (KubernetesException exception)
        {
            throw new InvalidOperationException($"seed {seed}, {name}: {spec}", exception);
        }
    }

    /// <summary>As the operator says; one of another operator is not its own to speak of.</summary>
    private static async Task<bool> IsValidAsync(Installation installation, string name, int seed)
    {
        await installation.Jobs.UntilAsync(installation.Space.Key(name), _ => true, "to be heard of", cancellationToken: Token);
        var spec = installation.Jobs.Store.Find(installation.Space.Key(name))!.Spec;
        if (spec is { ValueKind: JsonValueKind.Object } fields && fields.TryGetProperty("managedBy", out var by) && by.GetString() != "paralleljobs.io/operator")
        {
            return false;
        }

        try
        {
            var status = await installation.UntilAsync(name, status => Installation.Condition(status, ConditionTypes.Accepted) is not null, "to be looked at", cancellationToken: Token);
            return Installation.IsTrue(status, ConditionTypes.Accepted);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"seed {seed}, {name}: {spec}", exception);
        }
    }

    private static void IsWell(Installation installation, int seed)
    {
        Assert.False(installation.Operator.HasExited, $"seed {seed}: {installation.Operator}");
        Assert.DoesNotContain(
            installation.Operator.Output.Concat(installation.Operator.Errors),
            line => line.Contains("\"Level\":\"Error\"", StringComparison.Ordinal)
                || line.Contains("\"Level\":\"Fatal\"", StringComparison.Ordinal)
                || line.Contains("Unhandled exception", StringComparison.Ordinal));
    }
}
