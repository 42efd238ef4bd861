using System.CommandLine;
using ParallelJobs.Cli.Output;
using ParallelJobs.Queue;
using ParallelJobs.Queue.Faults;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob migrate</c>: brings the database of a queue to this program's schema.</summary>
internal static class MigrateCommand
{
    // What is longer is another file.
    private const int MostPasswordLength = 1024;
    private const string QueueVariable = "PARALLELJOB_QUEUE";

    public static Command Create()
    {
        var queue = new Option<string?>("--queue")
        {
            HelpName = "URI",
            Description = $"The queue's database, as its owner: postgresql://USER:PASSWORD@HOST:PORT/DATABASE; default is the environment's {QueueVariable}",
        };
        var passwordFile = new Option<string?>("--worker-password-file")
        {
            HelpName = "FILE",
            Description = $"Give the role of the workers, {Schema.WorkerRole}, the password in this file",
        };
        var command = new ExampledCommand(
            "migrate",
            "Make the tables and functions of a queue in PostgreSQL, or bring them up to date.",
            "pjob migrate --queue postgresql://owner@db.example.org/jobs --worker-password-file worker-password",
            $"{QueueVariable}=\"$(cat uri)\" pjob migrate")
        {
            queue, passwordFile,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(queue), parsed.GetValue(passwordFile), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string? queue, string? passwordFile, CancellationToken cancellationToken)
    {
        try
        {
            Failpoints.Check();
            Print(await Schema.MigrateAsync(ReadUri(queue), ReadPassword(passwordFile), cancellationToken));
            return ExitCode.Done;
        }
        catch (SchemaException failure)
        {
            Print(failure.Applied, whenNone: "");
            return Refuse(failure, ExitCode.InvalidInput);
        }
        catch (FormatException failure)
        {
            return Refuse(failure, ExitCode.InvalidInput);
        }
        catch (QueueAccessDeniedException failure)
        {
            return Refuse(failure, ExitCode.Refused);
        }
        catch (QueueUnavailableException failure)
        {
            return Refuse(failure, ExitCode.Unreachable);
        }
    }

    private static void Print(IReadOnlyList<string> applied, string whenNone = "up to date\n") =>
        Console.Out.Write(applied.Count > 0 ? string.Concat(applied.Select(name => $"applied {name}\n")) : whenNone);

    private static int Refuse(Exception failure, int exitCode)
    {
        ErrorLine.Write($"migrate: {failure.Message}");
        return exitCode;
    }

    private static QueueUri ReadUri(string? option)
    {
        var uri = option ?? Environment.GetEnvironmentVariable(QueueVariable);
        return uri is null ? throw new FormatException($"--queue is missing; give the queue's URI, or set {QueueVariable}") : QueueUri.Parse(uri);
    }

    private static string? ReadPassword(string? file)
    {
        try
        {
            // A file that an editor or a shell wrote ends with a line break.
            return file is null ? null : ReadShort(file).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = failure is FileNotFoundException or DirectoryNotFoundException ? $"there is no such file {file}"
                : Directory.Exists(file) ? $"{file} is a directory"
                : failure.Message.TrimEnd('.');
            throw new FormatException($"--worker-password-file: {why}; name a readable file", failure);
        }
    }

    private static string ReadShort(string file)
    {
        using var reader = new StreamReader(file);
        var buffer = new char[MostPasswordLength + Environment.NewLine.Length + 1];
        var read = reader.ReadBlock(buffer);
        return read < buffer.Length
            ? new string(buffer, 0, read)
            : throw new FormatException($"--worker-password-file: {file} is longer than a password of {MostPasswordLength} characters; name the right file");
    }
}
