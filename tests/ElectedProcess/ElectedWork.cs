using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ParallelJobs.Kubernetes;
using ParallelJobs.Kubernetes.Election;
using ParallelJobs.Kubernetes.Objects;

namespace ParallelJobs.ElectedProcess;

/// <summary>
/// What a leader does: writes its epoch, a count and its name into a config map over and over, blindly, so that only leadership keeps two from
/// overwriting each other.
/// </summary>
internal sealed class ElectedWork(KubernetesClient client, ElectedOptions options)
{
    public const string Name = "role";
    private const int StopSignal = 19;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public async Task RunAsync(Leadership leadership)
    {
        Said.Say(Said.Leads, leadership.Epoch);
        var writer = client.While(leadership);
        for (var count = 1; !leadership.Token.IsCancellationRequested; count++)
        {
            if (!await WriteAsync(writer, leadership.Epoch, count))
            {
                return;
            }

            if (count == options.FreezeAfter)
            {
                _ = Raise(StopSignal);
                Said.Say(Said.Thawed, leadership.IsHeld);
                // At once, whatever the token says by now: the client has to refuse.
                _ = await WriteAsync(writer, leadership.Epoch, count);
            }

            await Task.Delay(Pause, leadership.Token);
        }
    }

    /// <summary>False when it was not sent because leadership is lost.</summary>
    private async Task<bool> WriteAsync(KubernetesClient writer, int epoch, int count)
    {
        var data = new JsonObject
        {
            ["epoch"] = epoch.ToString(CultureInfo.InvariantCulture),
            ["count"] = count.ToString(CultureInfo.InvariantCulture),
            ["identity"] = options.Identity,
        };
        try
        {
            await writer.PatchAsync<ConfigMap>(options.Namespace, Name, Patch.Merge(new JsonObject { ["data"] = data }));
        }
        catch (KubernetesException exception)
        {
            Said.Say(Said.Failed, exception.Message.ReplaceLineEndings(" "));
        }
        catch (OperationCanceledException)
        {
            Said.Say(Said.Refused, epoch);
            return false;
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);
}
