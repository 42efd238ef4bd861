using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Engine.Tests.Workers;

/// <summary>Each problem is one line that names the variable or file, what is wrong, and the fix.</summary>
public sealed class BadWorkerSettingsTests
{
    [Theory]
    [InlineData(
        WorkerVariables.Queue,
        "PARALLELJOB_QUEUE: is not set; set it, or PARALLELJOB_QUEUE_FILE, to the queue's URI: postgres://user:password@host/database")]
    [InlineData(WorkerVariables.Job, "PARALLELJOB_JOB: is not set; set it, or PARALLELJOB_JOB_FILE, to the job's uid")]
    [InlineData(WorkerVariables.Secret, "PARALLELJOB_SECRET: is not set; set it, or PARALLELJOB_SECRET_FILE, to the job's secret: 64 hexadecimal digits")]
    [InlineData(WorkerVariables.SpecFile, "PARALLELJOB_SPEC_FILE: is not set; set it to the path of the job's manifest")]
    public void What_is_required_is_asked_for(string variable, string problem)
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment.Remove(variable);
        Assert.Equal([problem], folder.Problems());
        folder.Environment[variable] = "";
        Assert.Equal([problem], folder.Problems());
    }

    [Theory]
    [InlineData(WorkerVariables.Job, "mine", "PARALLELJOB_JOB: is no uid; write 32 hexadecimal digits in groups of 8-4-4-4-12, as metadata.uid of the job")]
    [InlineData(WorkerVariables.Secret, "0123", "PARALLELJOB_SECRET: a job's secret is 64 hexadecimal digits")]
    [InlineData(WorkerVariables.Secret, SettingsFolder.Secret + "0", "PARALLELJOB_SECRET: a job's secret is 64 hexadecimal digits")]
    [InlineData(WorkerVariables.Slots, "0", "PARALLELJOB_SLOTS: '0' is no whole number from 1 to 4096; write one, or leave it out")]
    [InlineData(WorkerVariables.Slots, "4097", "PARALLELJOB_SLOTS: '4097' is no whole number from 1 to 4096; write one, or leave it out")]
    [InlineData(WorkerVariables.Slots, "two", "PARALLELJOB_SLOTS: 'two' is no whole number from 1 to 4096; write one, or leave it out")]
    [InlineData(WorkerVariables.Mode, "1", "PARALLELJOB_MODE: '1' is none of Threads, Processes; write one of them, or leave it out")]
    [InlineData(WorkerVariables.GraceSeconds, "-1", "PARALLELJOB_GRACE_SECONDS: '-1' is no whole number from 1 to 86400; write one, or leave it out")]
    [InlineData(WorkerVariables.HealthPort, "65536", "PARALLELJOB_HEALTH_PORT: '65536' is no whole number from 0 to 65535; write one, or leave it out")]
    [InlineData(
        WorkerVariables.LogLevel, "loud", "PARALLELJOB_LOG_LEVEL: 'loud' is none of Debug, Information, Warning, Error; write one of them, or leave it out")]
    [InlineData(
        WorkerVariables.Name, "a\nb", "PARALLELJOB_NAME: must be at most 253 characters, none of them control characters; shorten it")]
    [InlineData(WorkerVariables.SpecFile, "no/such.yaml", "no/such.yaml: there is no such file; name a readable file")]
    [InlineData(WorkerVariables.Config, "no/such", "PARALLELJOB_CONFIG: there is no folder no/such; name the one that holds the worker's files")]
    [InlineData(WorkerVariables.Job + "_FILE", "x", "PARALLELJOB_JOB: is set beside PARALLELJOB_JOB_FILE; keep one of them")]
    public void What_is_malformed_is_refused(string variable, string value, string problem)
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment[variable] = value;
        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void A_queue_that_is_no_uri_is_refused_without_its_password()
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment[WorkerVariables.Queue] = "mysql://u:do-not-tell@db/queue";
        Assert.StartsWith("PARALLELJOB_QUEUE: ", Assert.Single(folder.Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "PARALLELJOB_SECRET_FILE: FOLDER/file: there is no such file; name a readable one")]
    [InlineData(" \n", "PARALLELJOB_SECRET_FILE: FOLDER/file is empty; write the value into it")]
    [InlineData("0123", "PARALLELJOB_SECRET_FILE: FOLDER/file: a job's secret is 64 hexadecimal digits")]
    public void A_file_that_does_not_hold_the_value_is_named(string? content, string problem)
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment.Remove(WorkerVariables.Secret);
        folder.Environment[WorkerVariables.Secret + "_FILE"] = content is null ? Path.Combine(folder.Path, "file") : folder.Write("file", content);
        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void A_file_that_is_far_too_long_is_named_and_not_read_to_its_end()
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment.Remove(WorkerVariables.Job);
        folder.Environment[WorkerVariables.Job + "_FILE"] = folder.Write("file", new string('a', 100_000));
        Assert.Equal(["PARALLELJOB_JOB_FILE: FOLDER/file is longer than 65536 characters; name the right file"], folder.Problems());
    }

    [Fact]
    public void A_folder_that_is_missing_is_said_once_and_its_files_are_not()
    {
        using var folder = new SettingsFolder();
        folder.Environment[WorkerVariables.Config] = Path.Combine(folder.Path, "none");
        folder.Environment[WorkerVariables.Slots] = "none";
        Assert.Equal(
            [
                "PARALLELJOB_CONFIG: there is no folder FOLDER/none; name the one that holds the worker's files",
                "PARALLELJOB_SLOTS: 'none' is no whole number from 1 to 4096; write one, or leave it out",
            ],
            folder.Problems());
    }

    [Theory]
    [InlineData(WorkerVariables.Secret + "_FILE", "PARALLELJOB_SECRET_FILE: FOLDER is a directory; name a file")]
    [InlineData(WorkerVariables.ItemsFile, "PARALLELJOB_ITEMS_FILE: FOLDER is a directory; name a file")]
    [InlineData(WorkerVariables.SpecFile, "FOLDER: is a directory; name a file")]
    public void A_directory_in_place_of_a_file_is_called_one(string variable, string problem)
    {
        using var folder = SettingsFolder.WithConfig();
        folder.Environment[variable] = folder.Path;
        Assert.Equal([problem], folder.Problems());
    }

    [Fact]
    public void A_folder_that_lacks_files_is_told_which()
    {
        using var folder = SettingsFolder.WithConfig();
        File.Delete(Path.Combine(folder.Path, WorkerConfigFolder.Job));
        File.Delete(Path.Combine(folder.Path, WorkerConfigFolder.Spec));
        Assert.Equal(
            [
                "PARALLELJOB_CONFIG: FOLDER/job: there is no such file; name a readable one",
                "FOLDER/spec.yaml: there is no such file; name a readable file",
            ],
            folder.Problems());
    }

    [Theory]
    [InlineData("items: { values: [a, b] }")]
    [InlineData("range: { start: 0, end: 10 }")]
    public void A_manifest_that_this_version_cannot_compute_is_refused_as_pjob_run_refuses_it(string work)
    {
        using var folder = SettingsFolder.WithConfig();
        folder.Write(
            WorkerConfigFolder.Spec,
            $"apiVersion: paralleljobs.io/v1alpha1\nkind: ParallelJob\nmetadata: {{ name: test }}\nspec:\n  {work}\n  exec: {{ command: [\"true\"] }}\n");
        Assert.Equal(["FOLDER/spec.yaml: spec.exec: the manifest is valid, but this version runs builtin kernels only"], folder.Problems());
    }

    [Fact]
    public void A_wrong_manifest_is_told_line_by_line()
    {
        using var folder = SettingsFolder.WithConfig();
        folder.Write(WorkerConfigFolder.Spec, SettingsFolder.Manifest.Replace("end: 1000", "end: -5", StringComparison.Ordinal));
        Assert.StartsWith("FOLDER/spec.yaml:5:", Assert.Single(folder.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        using var folder = new SettingsFolder();
        folder.Environment[WorkerVariables.Slots] = "none";
        folder.Environment[WorkerVariables.LogLevel] = "none";
        Assert.Equal(
            ["QUEUE", "JOB", "SECRET", "SPEC_FILE", "SLOTS", "LOG_LEVEL"],
            folder.Problems().Select(problem => problem.Split(':')[0]["PARALLELJOB_".Length..]));
    }
}
