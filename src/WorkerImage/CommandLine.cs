using System.Reflection;
using ParallelJobs.Engine.Workers;

namespace ParallelJobs.WorkerImage;

/// <summary>The two arguments that the program knows, and its plain lines on stderr: what is wrong before anything is logged.</summary>
internal static class CommandLine
{
    private const string Help = $"""
        pjob-worker: computes leaves of one ParallelJob, leased from a shared queue, until the job ends.

        It takes no arguments but --help and --version, and is configured by its environment; instead of NAME, NAME_FILE may name a file that
        holds the value.
          {WorkerVariables.Queue}          URI of the queue, for the role of workers
          {WorkerVariables.Job}            uid of the job
          {WorkerVariables.Secret}         the job's secret, 64 hexadecimal digits
          {WorkerVariables.SpecFile}      path of the job's manifest, YAML or JSON
          {WorkerVariables.ItemsFile}     path of the items, where they stand outside the manifest
          {WorkerVariables.Config}         or a folder with files queue, job, secret, spec.yaml and, if need be, items
        and, if need be,
          {WorkerVariables.Slots}          threads or processes that compute; else the manifest's, else one for each core
          {WorkerVariables.Mode}           Threads or Processes; else the manifest's
          {WorkerVariables.Name}           what people call this worker; else host name and process id
          {WorkerVariables.GraceSeconds}  seconds from SIGTERM to its end; else the manifest's terminationGracePeriodSeconds
          {WorkerVariables.HealthPort}    port of /healthz/live and /healthz/ready, 8080 unless set; 0 for none
          {WorkerVariables.LogLevel}      Debug, Information, Warning or Error; Information unless set

        Exit codes: 0 the job has ended, whatever came of it; 1 a slot cannot work; 2 the configuration is wrong; 5 the queue refuses this
        worker for good; 129, 130 and 143 drained by SIGHUP, SIGINT and SIGTERM. It never ends for a queue that cannot be reached.
        """;

    public static int Answer(string[] arguments)
    {
        switch (arguments)
        {
            case ["--help"] or ["-h"]:
                Console.Out.WriteLine(Help);
                return WorkerExitCode.JobEnded;
            case ["--version"]:
                Console.Out.WriteLine(Version);
                return WorkerExitCode.JobEnded;
            default:
                WriteErrors([$"unknown argument '{string.Join(' ', arguments)}'; the environment configures this program, see --help"]);
                return WorkerExitCode.InvalidConfiguration;
        }
    }

    public static void WriteErrors(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Console.Error.WriteLine($"pjob-worker: {line.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>Without the commit that the build may put after a plus.</summary>
    private static string Version =>
        typeof(CommandLine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
