using System.CommandLine;
using ParallelJobs.Cli.Clusters;
using ParallelJobs.Cli.Clusters.Checks;
using ParallelJobs.Cli.Output;

namespace ParallelJobs.Cli.Commands;

/// <summary><c>pjob doctor</c>: is all there that a job on the cluster needs?</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var everywhere = ClusterOptions.AllNamespaces();
        var operatorNamespace = new Option<string?>("--operator-namespace")
        {
            HelpName = "NAMESPACE",
            Description = "Where the operator is; default is to look for it in all namespaces",
        };
        var output = CommonOptions.Output();
        var command = new ExampledCommand(
            "doctor",
            "Check a cluster: server, CRD, permissions, operator, jobs in trouble.",
            "pjob doctor",
            "pjob doctor -A --operator-namespace paralleljobs-system",
            "pjob doctor -o json")
        {
            everywhere, operatorNamespace, output,
        };
        command.SetAction(async (parsed, _) =>
        {
            var report = new FindingReport(parsed.GetValue(output), Terminal.Ink);
            var exitCode = await ClusterAction.RunAsync(parsed, async (session, cancellationToken) =>
            {
                var checks = new ClusterChecks(session, parsed.GetValue(everywhere), parsed.GetValue(operatorNamespace), TimeProvider.System);
                return await RunAsync(checks, report, cancellationToken);
            });
            report.Finish();
            return exitCode;
        });
        return command.OnCluster();
    }

    /// <summary>What the server does not answer is a finding too.</summary>
    private static async Task<int> RunAsync(ClusterChecks checks, FindingReport report, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var finding in checks.RunAsync(cancellationToken))
            {
                report.Add(finding);
            }

            return report.Worst == FindingLevel.Fail ? ExitCode.Failed : ExitCode.Done;
        }
        catch (Exception failure) when (ClusterFailure.Of(failure, "") is { } told)
        {
            const string Fix = "start the cluster, or name another kubeconfig or context";
            report.Add(Finding.Fail("server", told.ExitCode == ExitCode.Unreachable ? $"unreachable: {failure.Message}" : told.Messages[0], Fix));
            return told.ExitCode;
        }
    }
}
