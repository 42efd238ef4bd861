using System.Security.Cryptography;
using System.Text;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Slots;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.Engine.Tests.Workers;

public sealed class WorkerSettingsTests
{
    [Fact]
    public void What_is_not_set_comes_from_the_manifest()
    {
        using var folder = SettingsFolder.WithVariables();
        var settings = folder.Read();
        Assert.Equal(Guid.Parse(SettingsFolder.Uid), settings.Job);
        Assert.Equal(SettingsFolder.Secret, settings.Secret.ToText());
        Assert.Equal("postgresql://worker@db.example:5432/queue", $"{settings.Queue}");
        Assert.Equal((SlotMode.Processes, 3), (settings.Mode, settings.Slots));
        Assert.Equal(TimeSpan.FromSeconds(40), settings.Grace);
        Assert.Equal((8080, LogThreshold.Information), (settings.HealthPort, settings.LogLevel));
        Assert.Equal($"{Environment.MachineName}-{Environment.ProcessId}", settings.Name);
        Assert.Null(settings.ItemsDigest);
    }

    [Fact]
    public void What_is_set_goes_before_the_manifest()
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment[WorkerVariables.Mode] = "Threads";
        folder.Environment[WorkerVariables.Slots] = "7";
        folder.Environment[WorkerVariables.Name] = "anna";
        folder.Environment[WorkerVariables.GraceSeconds] = "9";
        folder.Environment[WorkerVariables.HealthPort] = "0";
        folder.Environment[WorkerVariables.LogLevel] = "warning";
        var settings = folder.Read();
        Assert.Equal((SlotMode.Threads, 7, "anna"), (settings.Mode, settings.Slots, settings.Name));
        Assert.Equal((TimeSpan.FromSeconds(9), 0, LogThreshold.Warning), (settings.Grace, settings.HealthPort, settings.LogLevel));
    }

    [Fact]
    public void Where_nobody_says_how_many_slots_there_is_one_for_each_core()
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Write("job.yaml", SettingsFolder.Manifest.Replace("slots: 3, ", "", StringComparison.Ordinal));
        Assert.Equal(Environment.ProcessorCount, folder.Read().Slots);
    }

    [Fact]
    public void The_plan_is_the_one_of_the_jobs_owner_under_the_uid_of_the_environment()
    {
        using var folder = SettingsFolder.WithVariables();
        var settings = folder.Read();
        var plan = settings.ToPlan();
        var owners = JobPlan.Of(settings.Manifest, Guid.Parse(SettingsFolder.Uid));
        Assert.Equal(owners.Definition, plan.Definition);
    }

    [Fact]
    public void The_work_loop_gets_what_was_set()
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment[WorkerVariables.Name] = "anna";
        var program = new SlotProgram("own", ["slot"]);
        var options = folder.Read().ToOptions(program);
        Assert.Equal((SlotMode.Processes, 3, 12), (options.Mode, options.Slots, options.ExpectedJobSlots));
        Assert.Equal(("anna", program), (options.Worker, options.Program));
    }

    [Theory]
    [InlineData(WorkerVariables.Queue, SettingsFolder.Uri)]
    [InlineData(WorkerVariables.Job, SettingsFolder.Uid)]
    [InlineData(WorkerVariables.Secret, SettingsFolder.Secret)]
    [InlineData(WorkerVariables.Slots, "2")]
    [InlineData(WorkerVariables.Mode, "Threads")]
    [InlineData(WorkerVariables.Name, "anna")]
    [InlineData(WorkerVariables.GraceSeconds, "5")]
    [InlineData(WorkerVariables.HealthPort, "0")]
    [InlineData(WorkerVariables.LogLevel, "Debug")]
    public void A_file_may_hold_the_value_of_a_variable(string variable, string value)
    {
        using var folder = SettingsFolder.WithVariables();
        folder.Environment[WorkerVariables.Name] = "bert";
        folder.Environment[variable] = value;
        var byVariable = folder.Read();
        folder.Environment.Remove(variable);
        folder.Environment[variable + "_FILE"] = folder.Write("value", $"  {value}\n");
        var byFile = folder.Read();
        Assert.Equal(
            byVariable with { Queue = byFile.Queue, Secret = byFile.Secret, Manifest = byFile.Manifest }, byFile);
        Assert.Equal($"{byVariable.Queue} {byVariable.Secret.ToText()}", $"{byFile.Queue} {byFile.Secret.ToText()}");
    }

    [Fact]
    public void One_folder_may_hold_everything()
    {
        using var folder = SettingsFolder.WithConfig();
        var settings = folder.Read();
        Assert.Equal(Guid.Parse(SettingsFolder.Uid), settings.Job);
        Assert.Equal(SettingsFolder.Secret, settings.Secret.ToText());
        Assert.Equal("postgresql://worker@db.example:5432/queue", $"{settings.Queue}");
        Assert.Equal(1000, (int)settings.Manifest.Spec.Range!.End);
    }

    [Fact]
    public void A_variable_goes_before_the_file_of_the_folder()
    {
        using var folder = SettingsFolder.WithConfig();
        var other = Guid.NewGuid();
        folder.Environment[WorkerVariables.Job] = $"{other}";
        Assert.Equal(other, folder.Read().Job);
    }

    [Fact]
    public void What_the_items_hold_enters_the_spec_hash()
    {
        using var folder = SettingsFolder.WithConfig();
        var without = folder.Read().ToPlan().Definition.SpecHash;
        folder.Write(WorkerConfigFolder.Items, "a\nb\n");
        var settings = folder.Read();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("a\nb\n"))), settings.ItemsDigest);
        Assert.NotEqual(without, settings.ToPlan().Definition.SpecHash);

        folder.Environment[WorkerVariables.ItemsFile] = folder.Write("others", "a\nc\n");
        Assert.NotEqual(settings.ItemsDigest, folder.Read().ItemsDigest);
    }

    [Fact]
    public void Its_text_shows_no_secret()
    {
        using var folder = SettingsFolder.WithVariables();
        var text = $"{folder.Read()}";
        Assert.DoesNotContain("do-not-tell", text, StringComparison.Ordinal);
        Assert.DoesNotContain(SettingsFolder.Secret, text, StringComparison.Ordinal);
    }
}
