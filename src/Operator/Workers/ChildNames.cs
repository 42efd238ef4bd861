using System.Security.Cryptography;
using System.Text;
using ParallelJobs.Operator.Reconcile.Plan;

namespace ParallelJobs.Operator.Workers;

/// <summary>Names of what is made for one incarnation.</summary>
internal static class ChildNames
{
    public static string Job(string job, int incarnation) => Incarnations.Name(job, incarnation);

    /// <summary>
    /// Nobody may read Secrets, so whose one is that is there already cannot be looked up. With a part that only this job's uid gives it is ours, made
    /// before a crash.
    /// </summary>
    public static string Secret(string job, int incarnation, string uid) => $"{job}-{incarnation}-{Suffix(uid)}";

    public static string Policy(string job, string uid) => $"{job}-{Suffix(uid)}";

    /// <summary>Another result, after some leaves were tried again, has another name; nobody else's ConfigMap has this one.</summary>
    public static string Result(string job, string uid, string digest) => $"{job}-{Suffix($"{uid} {digest}")}";

    private static string Suffix(string of) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..8];
}
