using System.Collections.Immutable;
using ParallelJobs.Contracts.Manifest.Binding;
using ParallelJobs.Contracts.Schema;
using ParallelJobs.Contracts.Validation;

namespace ParallelJobs.Contracts.Manifest;

/// <summary>
/// Reads a manifest, in YAML or JSON: text, nodes with positions, overrides, structure against the schema, record, rules. All errors
/// come at once, those of the first stage that cannot be passed apart. Whatever the bytes are, there is a job or there are errors.
/// Thread-safe.
/// </summary>
public static class ManifestReader
{
    /// <summary>Reads a file; one that cannot be opened or read is an error like any other.</summary>
    public static ManifestResult ReadFile(string path, ManifestContext context)
    {
        if (path.Length == 0)
        {
            return Refused(new ManifestError(path, 0, 0, "", "the file has no name", "name a readable file"));
        }

        try
        {
            using var content = File.OpenRead(path);
            return Read(path, content, context);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            var wrong = exception is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : $"cannot be read: {exception.Message}";
            return Refused(new ManifestError(path, 0, 0, "", wrong, "name a readable file"));
        }
    }

    /// <summary>Reads at most 1 MiB and one byte of <paramref name="content"/>; <paramref name="file"/> names it in errors.</summary>
    /// <exception cref="IOException">The stream failed.</exception>
    public static ManifestResult Read(string file, Stream content, ManifestContext context) =>
        ManifestText.Read(file, content, out var error) is { } text ? ReadChecked(file, text, context) : Refused(error!);

    public static ManifestResult Read(string file, string text, ManifestContext context) =>
        ManifestText.Check(file, text) is { } error ? Refused(error) : ReadChecked(file, text, context);

    private static ManifestResult ReadChecked(string file, string text, ManifestContext context)
    {
        if (YamlTree.Parse(file, text, out var syntax) is not { } root)
        {
            return Refused(syntax!);
        }

        var errors = ImmutableArray.CreateBuilder<ManifestError>();
        if (!Header.Check(root, errors))
        {
            return Refused([.. errors]);
        }

        var manifest = Overrides.Apply(Header.WithoutServerFields(root), context.Overrides, errors);
        Header.Check(manifest, errors);
        var structure = StructureCheck.Run(manifest, JobSchema.Job, errors);
        var job = JobBinder.Bind(structure.Valid);
        var problems = JobRules.Check(new RuleInput(job, context.Kernels, context.Scope), structure.Broken);
        errors.AddRange(problems.Select(problem => structure.OriginOf(problem.Field).Error(problem.Field, problem.Message, problem.Fix)));
        return errors.Count == 0 ? new ManifestResult { Job = job } : Refused([.. errors]);
    }

    private static ManifestResult Refused(params ImmutableArray<ManifestError> errors) => new()
    {
        Errors =
        [
            .. errors.Distinct()
                .OrderBy(error => error.File == Overrides.Source)
                .ThenBy(error => error.Line)
                .ThenBy(error => error.Column)
                .ThenBy(error => error.Field, StringComparer.Ordinal),
        ],
    };
}
