using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ParallelJobs.Contracts.Defaults;
using ParallelJobs.Contracts.Manifest;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Contracts.Validation;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Queue.Faults;
using ParallelJobs.Queue.Postgres;

namespace ParallelJobs.Engine.Workers;

/// <summary>Reads and validates all settings before it says what is wrong with any.</summary>
internal sealed class WorkerSettingsReader(WorkerEnvironment environment)
{
    private const int MostSlots = 4096;
    private const int MostGraceSeconds = 86_400;
    private const int MostNameLength = 253;
    private const int DefaultHealthPort = 8080;

    // Said once, and not again for each file that it would have held.
    private bool _isFolderMissing;

    public WorkerSettings? Read(out ImmutableArray<string> problems)
    {
        var folder = Folder();
        var queue = Parse(Required(folder, WorkerVariables.Queue, WorkerConfigFolder.Queue, "the queue's URI: postgres://user:password@host/database"), QueueUri.Parse);
        var job = ParseJob(Required(folder, WorkerVariables.Job, WorkerConfigFolder.Job, "the job's uid"));
        var secret = Parse(Required(folder, WorkerVariables.Secret, WorkerConfigFolder.Secret, "the job's secret: 64 hexadecimal digits"), JobSecret.Parse);
        var manifest = Manifest(folder);
        var items = Items(folder);
        var slots = Number(WorkerVariables.Slots, 1, MostSlots);
        var mode = Choice<SlotMode>(WorkerVariables.Mode);
        var name = Name();
        var grace = Number(WorkerVariables.GraceSeconds, 1, MostGraceSeconds);
        var port = Number(WorkerVariables.HealthPort, 0, 65_535);
        var level = Choice<LogThreshold>(WorkerVariables.LogLevel);
        CheckFailpoints();
        problems = environment.Problems;
        if (!problems.IsEmpty)
        {
            return null;
        }

        var workers = manifest!.Spec.Workers!;
        return new WorkerSettings
        {
            Queue = queue!,
            Job = job!.Value,
            Secret = secret!,
            Manifest = manifest,
            ItemsDigest = items,
            Mode = mode ?? workers.Mode!.Value,

            // The processor count respects affinity and the limits of a control group.
            Slots = slots ?? workers.Slots ?? Environment.ProcessorCount,
            Name = name ?? $"{Environment.MachineName}-{Environment.ProcessId}",
            Grace = TimeSpan.FromSeconds(grace ?? workers.TerminationGracePeriodSeconds!.Value),
            HealthPort = port ?? DefaultHealthPort,
            LogLevel = level ?? LogThreshold.Information,
        };
    }

    private void CheckFailpoints()
    {
        try
        {
            Failpoints.Check();
        }
        catch (FormatException e)
        {
            environment.Report(e.Message);
        }
    }

    private string? Folder()
    {
        var found = environment.Find(WorkerVariables.Config);
        if (found?.Text is not { } folder || Directory.Exists(folder))
        {
            return found?.Text;
        }

        _isFolderMissing = true;
        environment.Report($"{found.Source}: there is no folder {folder}; name the one that holds the worker's files");
        return null;
    }

    private SourcedValue Required(string? folder, string name, string file, string what) =>
        _isFolderMissing
            ? environment.Find(name) ?? SourcedValue.Broken
            : environment.Require(name, folder is null ? null : Path.Combine(folder, file), what);

    private T? Parse<T>(SourcedValue found, Func<string, T> parse)
        where T : class
    {
        try
        {
            return found.Text is { } text ? parse(text) : null;
        }
        catch (FormatException e)
        {
            // The parsers' messages say what is expected, and show nothing of a secret.
            environment.Report($"{found.Source}: {e.Message}");
            return null;
        }
    }

    private Guid? ParseJob(SourcedValue found)
    {
        if (Guid.TryParseExact(found.Text, "D", out var job))
        {
            return job;
        }

        if (found.Text is not null)
        {
            environment.Report($"{found.Source}: is no uid; write 32 hexadecimal digits in groups of 8-4-4-4-12, as metadata.uid of the job");
        }

        return null;
    }

    private ParallelJob? Manifest(string? folder)
    {
        var path = environment.Find(WorkerVariables.SpecFile)?.Text ?? (folder is null ? null : Path.Combine(folder, WorkerConfigFolder.Spec));
        if (path is null && !_isFolderMissing)
        {
            environment.Report($"{WorkerVariables.SpecFile}: is not set; set it to the path of the job's manifest");
        }

        if (path is null || IsDirectory(path))
        {
            return null;
        }

        var result = ManifestReader.ReadFile(path, new ManifestContext(BuiltinKernels.Descriptors, JobScope.Either));
        foreach (var error in result.Errors)
        {
            environment.Report($"{error}");
        }

        if (result.Job is { } job && JobPlan.WhyNotRunnable(job.Spec) is { } why)
        {
            environment.Report($"{path}: {why}");
            return null;
        }

        return result.Job is null ? null : SpecDefaults.Apply(result.Job, BuiltinKernels.Descriptors);
    }

    private bool IsDirectory(string path)
    {
        if (!Directory.Exists(path))
        {
            return false;
        }

        environment.Report($"{path}: is a directory; name a file");
        return true;
    }

    private string? Items(string? folder)
    {
        var named = environment.Find(WorkerVariables.ItemsFile);
        var inFolder = folder is null ? null : Path.Combine(folder, WorkerConfigFolder.Items);
        if ((named is null ? inFolder : named.Text) is not { } path || (named is null && !File.Exists(path)))
        {
            return null;
        }

        try
        {
            using var items = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(items));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            environment.Report(WorkerEnvironment.Unreadable($"{named?.Source ?? WorkerVariables.Config}: {path}", path, e));
            return null;
        }
    }

    private string? Name()
    {
        var found = environment.Find(WorkerVariables.Name);
        if (found?.Text is { } name && (name.Length > MostNameLength || name.Any(char.IsControl)))
        {
            environment.Report($"{found.Source}: must be at most {MostNameLength} characters, none of them control characters; shorten it");
        }

        return found?.Text;
    }

    private int? Number(string variable, int least, int most)
    {
        if (environment.Find(variable) is not { Text: { } text } found)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        environment.Report($"{found.Source}: '{text}' is no whole number from {least} to {most}; write one, or leave it out");
        return null;
    }

    private T? Choice<T>(string variable)
        where T : struct, Enum
    {
        if (environment.Find(variable) is not { Text: { } text } found)
        {
            return null;
        }

        if (Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            return Enum.Parse<T>(text, ignoreCase: true);
        }

        environment.Report($"{found.Source}: '{text}' is none of {string.Join(", ", Enum.GetNames<T>())}; write one of them, or leave it out");
        return null;
    }
}
