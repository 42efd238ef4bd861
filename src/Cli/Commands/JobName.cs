using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Cli.Commands;

/// <summary>The names of jobs on a command line: "pi", or as <c>-o name</c> and kubectl write it, "paralleljob.paralleljobs.io/pi".</summary>
internal static partial class JobName
{
    private static readonly TimeSpan CompletionTime = TimeSpan.FromSeconds(10);
    private static readonly string[] Types = [JobReading.TypeName, "paralleljobs.paralleljobs.io", "paralleljob", "paralleljobs", "pj"];

    public static Argument<string> One(string description)
    {
        var argument = new Argument<string>("NAME")
        {
            Description = description,
            CustomParser = result => Read(result, result.Tokens[0].Value),
        };
        argument.CompletionSources.Add(Complete);
        return argument;
    }

    public static Argument<string[]> Many(string description, ArgumentArity? arity = null)
    {
        var argument = new Argument<string[]>("NAME")
        {
            Description = description,
            Arity = arity ?? ArgumentArity.OneOrMore,
            CustomParser = result => [.. result.Tokens.Select(token => Read(result, token.Value)).Distinct(StringComparer.Ordinal)],
        };
        argument.CompletionSources.Add(Complete);
        return argument;
    }

    /// <summary>A DNS label: whatever else may be in a path or a selector is not in it.</summary>
    public static bool IsLabel(string name) => Label().IsMatch(name);

    private static string Read(ArgumentResult result, string given)
    {
        var slash = given.IndexOf('/', StringComparison.Ordinal);
        var name = slash >= 0 && Types.Contains(given[..slash], StringComparer.OrdinalIgnoreCase) ? given[(slash + 1)..] : given;
        if (!IsLabel(name))
        {
            result.AddError(CommandLineError.LooksLikeOption(given)
                ? $"unknown option '{given}'"
                : $"'{given}' is no name of a job: small letters, digits and dashes, at most 63");
        }

        return name;
    }

    /// <summary>Those of the namespace that the line names; none where that takes long or fails, since nobody can be told why.</summary>
    private static IEnumerable<CompletionItem> Complete(CompletionContext context)
    {
        using var bound = new CancellationTokenSource(CompletionTime);
        try
        {
            using var session = ClusterSession.Open(ClusterOptions.Of(context.ParseResult));
            var jobs = session.ListJobsAsync(everywhere: false, labels: null, bound.Token).GetAwaiter().GetResult();
            return [.. jobs.Select(job => new CompletionItem(job.Name))];
        }
        catch (Exception failure) when (failure is KubernetesException or ClusterConfigException or OperationCanceledException)
        {
            return [];
        }
    }

    [GeneratedRegex(@"\A[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Label();
}
