using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Output;
using ParallelJobs.Cli.Running;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob submit</c>: manifests to a cluster, by server-side apply.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "ParallelJob manifests in YAML or JSON; - reads one from stdin",
            Arity = ArgumentArity.OneOrMore,
        };
        files.Validators.Add(CommonOptions.RefuseOptions);
        var set = CommonOptions.Set();
        var dryRun = CommonOptions.Choice(
            "--dry-run", "WHERE", "Check and keep nothing", ("none", DryRun.None), ("client", DryRun.Client), ("server", DryRun.Server));
        var force = new Option<bool>("--force-conflicts") { Description = "Take over fields that other programs have set" };
        var wait = new Option<bool>("--wait") { Description = "Return when the jobs are done; the exit code says how they ended" };
        var timeout = ClusterOptions.Duration("--timeout", "With --wait: give up after");
        var output = ClusterOptions.Output();
        var command = new ExampledCommand(
            "submit",
            "Submit jobs to a cluster, or change those that are there.",
            "pjob submit examples/pi.yaml",
            "pjob submit examples/pi.yaml --wait --timeout 10m && pjob results pi",
            "pjob init --kernel primes | pjob submit - -n research",
            "pjob submit examples/pi.yaml --dry-run server -o yaml")
        {
            files, set, dryRun, force, wait, timeout, output,
        };
        command.SetAction((parsed, _) => RunAsync(parsed, new SubmitRequest
        {
            Files = parsed.GetRequiredValue(files),
            Overrides = parsed.GetValue(set) ?? [],
            Target = ClusterOptions.Of(parsed),
            DryRun = parsed.GetValue(dryRun),
            Force = parsed.GetValue(force),
            Wait = parsed.GetValue(wait),
            Timeout = parsed.GetValue(timeout),
            Output = parsed.GetValue(output),
        }));
        return command.OnCluster();
    }

    private static async Task<int> RunAsync(ParseResult parsed, SubmitRequest request)
    {
        if (ReadAll(request) is not { } jobs)
        {
            return ExitCode.InvalidInput;
        }

        if (request.DryRun == DryRun.Client)
        {
            Print(jobs, [.. jobs.Select(job => $"{job.Reference()} valid (dry run)")], request.Output);
            return ExitCode.Done;
        }

        return await ClusterAction.RunAsync(
            parsed, (session, cancellationToken) => SubmitAsync(parsed, session, jobs, request, cancellationToken), timeout: request.Timeout);
    }

    /// <summary>Null where any is wrong: then none is submitted.</summary>
    private static List<JobObject>? ReadAll(SubmitRequest request)
    {
        List<JobObject> jobs = [];
        List<string> errors = [];
        foreach (var file in request.Files)
        {
            var result = JobFile.ReadForCluster(file, request.Overrides);
            errors.AddRange(result.Errors.Select(error => error.ToString()));
            if (result.Job is { } job)
            {
                var place = job.Metadata.Namespace;
                if (place is not null && request.Target.Namespace is { } named && place != named)
                {
                    errors.Add($"{JobFile.NameOf(file)}: metadata.namespace: it is {place}, and --namespace is {named}; leave one of them out");
                }

                jobs.Add(SubmittedJob.Of(job, place ?? request.Target.Namespace));
            }
        }

        var twice = jobs.GroupBy(job => (job.Metadata.Namespace, job.Name)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
        {
            errors.Add($"submit: two files are of the job {twice.Key.Name}; give one of them another metadata.name");
        }

        ErrorLine.WriteAll(errors);
        return errors.Count == 0 ? jobs : null;
    }

    private static async Task<int> SubmitAsync(
        ParseResult parsed, ClusterSession session, List<JobObject> jobs, SubmitRequest request, CancellationToken cancellationToken)
    {
        List<JobObject> submitted = [];
        List<string> lines = [];
        var exitCode = ExitCode.Done;
        foreach (var job in jobs)
        {
            var code = await ClusterAction.TryAsync(parsed, job.Name, async () =>
            {
                var placed = job.Metadata.Namespace is null ? SubmittedJob.In(job, session.Namespace) : job;
                var (now, what) = await SubmittedJob.ApplyAsync(session, placed, request.DryRun == DryRun.Server, request.Force, cancellationToken);
                submitted.Add(now);
                lines.Add($"{now.Reference()} {what}{(request.DryRun == DryRun.Server ? " (server dry run)" : "")}");
                return ExitCode.Done;
            });
            exitCode = exitCode == ExitCode.Done ? code : exitCode;
        }

        Print(submitted, lines, request.Output);
        if (!request.Wait || request.DryRun != DryRun.None)
        {
            return exitCode;
        }

        foreach (var place in submitted.GroupBy(job => job.Metadata.Namespace))
        {
            var waited = await new JobWait(session, WaitGoal.End).RunAsync([.. place], cancellationToken);
            exitCode = exitCode == ExitCode.Done ? waited : exitCode;
        }

        return exitCode;
    }

    private static void Print(List<JobObject> jobs, List<string> lines, ObjectFormat format)
    {
        if (format is ObjectFormat.Table)
        {
            lines.ForEach(Console.Out.WriteLine);
        }
        else if (jobs.Count > 0)
        {
            JobPrinter.Print(jobs, format);
        }
    }
}
