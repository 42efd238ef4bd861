using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Configuration;

namespace ParallelJobs.Cli.Clusters;

/// <summary>What a failure of a cluster means for whoever runs the program: the exit code, and a line or several. Pure.</summary>
internal sealed record ClusterFailure(int ExitCode, IReadOnlyList<string> Messages)
{
    /// <summary>Null for what is no failure of a cluster.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="what">The job or the file that it was about: "pi"; empty where it is about none.</param>
    public static ClusterFailure? Of(Exception exception, string what) => exception switch
    {
        ClusterConfigException wrong => new(Cli.ExitCode.InvalidInput, [wrong.Message]),
        KubernetesException refused => Of(refused, what.Length > 0 ? what + ": " : ""),
        // A log or another stream that broke while it was read.
        HttpIOException broken => new(Cli.ExitCode.Unreachable, [$"{what}: the connection broke: {broken.Message}; try again"]),
        _ => null,
    };

    private static ClusterFailure Of(KubernetesException refused, string about) => refused switch
    {
        { IsUnreachable: true } => new(Cli.ExitCode.Unreachable, [$"{refused.Message}; is the cluster up, and the kubeconfig right? See '{ProgramName.Shown} doctor'"]),
        { IsUnauthorized: true } => new(Cli.ExitCode.Refused, [$"{about}{Words(refused)}; the kubeconfig's credentials are not accepted: get new ones"]),
        { IsForbidden: true } => new(Cli.ExitCode.Refused, [$"{about}{Words(refused)}; ask an administrator for a role, or name another namespace or context"]),
        // What is no answer of the API server's own about an object: it knows no such type.
        { IsNotFound: true, ServerMessage: null } or { IsNotFound: true, ServerMessage: "the server could not find the requested resource" } =>
            new(Cli.ExitCode.NotFound, [$"{about}this cluster knows no ParallelJobs; install the operator's chart, and see '{ProgramName.Shown} doctor'"]),
        { IsNotFound: true } => new(Cli.ExitCode.NotFound, [$"{about}{Words(refused)}; see '{ProgramName.Shown} list -A'"]),
        { IsTransient: true } => new(Cli.ExitCode.Unreachable, [$"{refused.Message}; try again"]),
        { IsConflict: true } => new(Cli.ExitCode.InvalidInput, [$"{about}{Words(refused)}; read the job again, or take the fields over with 'submit --force-conflicts'"]),
        { Causes.Count: > 0 } => new(Cli.ExitCode.InvalidInput, [.. refused.Causes.Select(cause => $"{about}{Field(cause.Field)}{cause.Message}")]),
        _ => new(Cli.ExitCode.InvalidInput, [$"{about}{Words(refused)}"]),
    };

    private static string Field(string? field) => field is { Length: > 0 } and not "<nil>" ? field + ": " : "";

    private static string Words(KubernetesException refused) => refused.ServerMessage ?? refused.Message;
}
