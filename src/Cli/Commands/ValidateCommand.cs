using System.CommandLine;
using System.Text.Json;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;
using ParallelJobs.Contracts.Manifest;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob validate</c>: every error of every file, with the fix.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "ParallelJob manifests in YAML or JSON; - reads one from stdin",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(CommonOptions.RefuseOptions);
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "validate",
            "Check manifests, for this machine and for a cluster alike.",
            "pjob validate examples/*.yaml",
            "pjob init | pjob validate -")
        {
            files, output,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(files), parsed.GetValue(output)));
        return command;
    }

    private static int Run(string[] files, OutputFormat format)
    {
        var checks = files.Select(file => (File: JobFile.NameOf(file), JobFile.Read(file).Errors)).ToArray();
        if (format == OutputFormat.Json)
        {
            JsonAnswer.Print(json => WriteFiles(json, checks.Select(check => (check.File, (IReadOnlyList<ManifestError>)check.Errors))));
        }
        else
        {
            foreach (var (file, errors) in checks)
            {
                ErrorLine.WriteAll(errors.Select(error => error.ToString()));
                if (errors.IsEmpty)
                {
                    Console.Out.WriteLine($"{file}: valid");
                }
            }
        }

        return checks.All(check => check.Errors.IsEmpty) ? ExitCode.Done : ExitCode.InvalidInput;
    }

    private static void WriteFiles(Utf8JsonWriter json, IEnumerable<(string File, IReadOnlyList<ManifestError> Errors)> checks)
    {
        json.WriteStartArray("files");
        foreach (var (file, errors) in checks)
        {
            json.WriteStartObject();
            json.WriteString("file", file);
            json.WriteBoolean("valid", errors.Count == 0);
            json.WriteStartArray("errors");
            foreach (var error in errors)
            {
                WriteError(json, error);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter json, ManifestError error)
    {
        json.WriteStartObject();
        json.WriteNumber("line", error.Line);
        json.WriteNumber("column", error.Column);
        json.WriteString("field", error.Field);
        json.WriteString("message", error.Message);
        json.WriteString("fix", error.Fix);
        json.WriteEndObject();
    }
}
