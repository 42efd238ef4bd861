using ParallelJobs.Operator.Options;

namespace ParallelJobs.Operator.Tests.Options;

public class OperatorSettingsReaderTests
{
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal)
    {
        ["PARALLELJOB_QUEUE"] = "postgresql://owner:hidden-1@db/jobs",
        ["PARALLELJOB_WORKER_QUEUE"] = "postgresql://paralleljobs_worker:hidden-2@db:6000/jobs",
        ["PARALLELJOB_OWNER_KEY"] = new string('a', 64),
        ["PARALLELJOB_WORKER_IMAGE"] = "worker:1",
        ["PARALLELJOB_NAMESPACE"] = "system",
    };

    [Fact]
    public void What_is_set_is_read_and_the_rest_has_defaults()
    {
        _environment["PARALLELJOB_NAMESPACES"] = "a, b";

        var settings = Read(out var problems)!;

        Assert.Empty(problems);
        Assert.Equal(["a", "b"], settings.Options.Namespaces);
        Assert.Equal(200, settings.Options.MaxTotalWorkers);
        Assert.Equal(6000, settings.WorkerQueue.Port);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_variable_and_the_fix()
    {
        _environment.Remove("PARALLELJOB_WORKER_IMAGE");
        _environment["PARALLELJOB_OWNER_KEY"] = "short";
        _environment["PARALLELJOB_CONCURRENCY"] = "many";

        Assert.Null(Read(out var problems));

        Assert.Equal(3, problems.Count);
        Assert.Contains(problems, problem => problem.StartsWith("PARALLELJOB_WORKER_IMAGE: ", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("openssl rand -hex 32", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("'many' is no whole number from 1 to 64", StringComparison.Ordinal));
    }

    [Fact]
    public void No_secret_is_in_its_text()
    {
        Assert.DoesNotContain("hidden", $"{Read(out _)}", StringComparison.Ordinal);
    }

    private OperatorSettings? Read(out IReadOnlyList<string> problems)
    {
        var settings = new OperatorSettingsReader(name => _environment.GetValueOrDefault(name)).Read(out var found);
        problems = [.. found];
        return settings;
    }
}
