using ParallelJobs.Cli.Clusters.Checks;

namespace ParallelJobs.Cli.Output;

/// <summary>Findings on stdout: a line each as they come, or one JSON object at the end.</summary>
internal sealed class FindingReport(OutputFormat format, Ink ink)
{
    private readonly List<Finding> _findings = [];

    public FindingLevel Worst => _findings.Select(finding => finding.Level).DefaultIfEmpty().Max();

    public void Add(Finding finding)
    {
        _findings.Add(finding);
        if (format == OutputFormat.Text)
        {
            Console.Out.WriteLine(Line(finding, ink));
        }
    }

    public void Finish()
    {
        if (format == OutputFormat.Json)
        {
            JsonAnswer.Print(json =>
            {
                json.WriteStartArray("checks");
                foreach (var finding in _findings)
                {
                    json.WriteStartObject();
                    json.WriteString("level", Word(finding.Level));
                    json.WriteString("about", finding.About);
                    json.WriteString("message", finding.Message);
                    json.WriteString("fix", finding.Fix);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
        }
    }

    /// <summary>Pure.</summary>
    public static string Line(Finding finding, Ink ink)
    {
        var word = Word(finding.Level).PadRight(4);
        var painted = finding.Level switch
        {
            FindingLevel.Ok => ink.Good(word),
            FindingLevel.Warn => ink.Warning(word),
            _ => ink.Bad(word),
        };
        var text = $"{painted}  {finding.About}: {finding.Message}{(finding.Fix.Length > 0 ? $"; {finding.Fix}" : "")}";
        return text.ReplaceLineEndings(" ");
    }

    private static string Word(FindingLevel level) => level switch
    {
        FindingLevel.Ok => "OK",
        FindingLevel.Warn => "WARN",
        _ => "FAIL",
    };
}
