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
        _environment["PARALLELJOB_QUEUE"] = "mysql://a";
        _environment["PARALLELJOB_LOG_LEVEL"] = "3";
        _environment["PARALLELJOB_LOG_FORMAT"] = "xml";
        _environment["PARALLELJOB_NETWORK_POLICY"] = "no";
        _environment["PARALLELJOB_NETWORK_POLICY_PEERS"] = "{}";
        _environment["PARALLELJOB_MAX_TOTAL_WORKERS_FILE"] = "/no/such/file";

        Assert.Null(Read(out var problems));

        Assert.Equal(9, problems.Count);
        Assert.All(problems, problem => Assert.Matches("^PARALLELJOB_[A-Z_]+: .{10}", problem));
        Assert.Contains(problems, problem => problem.Contains("'xml' is none of json, text", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("'3' is none of trace, debug, information", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("'no' is neither true nor false", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.StartsWith("PARALLELJOB_WORKER_IMAGE: ", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("openssl rand -hex 32", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("'many' is no whole number from 1 to 64", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_variable_is_documented()
    {
        List<string> asked = [];
        _ = new OperatorSettingsReader(name =>
        {
            asked.Add(name);
            return null;
        }).Read(out _);

        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Operator.sln")))
        {
            folder = folder.Parent;
        }

        var text = File.ReadAllText(Path.Combine(folder.FullName, "docs", "operations.md"));
        Assert.NotEmpty(asked);
        Assert.All(asked.Where(name => !name.EndsWith("_FILE", StringComparison.Ordinal)), name => Assert.Contains($"| `{name}` |", text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_log_is_as_loud_and_as_readable_as_asked()
    {
        _environment["PARALLELJOB_LOG_LEVEL"] = "debug";
        _environment["PARALLELJOB_LOG_FORMAT"] = "text";

        var settings = Read(out _)!;

        Assert.Equal((Microsoft.Extensions.Logging.LogLevel.Debug, LogFormat.Text), (settings.LogLevel, settings.LogFormat));
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
