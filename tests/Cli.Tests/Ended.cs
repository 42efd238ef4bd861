using System.Text.Json;

namespace ParallelJobs.Cli.Tests;

/// <summary>A run of the program that is over.</summary>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>stdout as one JSON object; throws when there is anything beside it.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Refused: exit code 2, nothing on stdout, every line of stderr once and from pjob, no stack trace.</summary>
    public string[] Refused()
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}: {Output}{Errors}");
        Assert.Equal("", Output);
        AssertPlainErrors();
        Assert.NotEmpty(ErrorLines);
        return ErrorLines;
    }

    /// <summary>Exit code 0 and nothing on stderr.</summary>
    public Ended Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");
        Assert.Equal("", Errors);
        return this;
    }

    public void AssertPlainErrors()
    {
        Assert.All(ErrorLines, line => Assert.StartsWith("pjob: ", line));
        Assert.Equal(ErrorLines.Distinct(StringComparer.Ordinal), ErrorLines);
        Assert.DoesNotContain("   at ", Errors);
        Assert.DoesNotContain("Exception", Errors);
    }
}
