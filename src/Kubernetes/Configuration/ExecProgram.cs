using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace ParallelJobs.Kubernetes.Configuration;

/// <summary>Runs a plugin once.</summary>
internal sealed class ExecProgram(ExecConfig config, TimeProvider time)
{
    private const int LongestComplaint = 1000;

    /// <summary>Those that ask a cloud take seconds.</summary>
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);

    /// <summary>What it printed.</summary>
    /// <exception cref="ClusterConfigException">It is not there, failed, or took too long; with what it complained of.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(AtMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var process = Start();
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(either.Token);
            var complaint = process.StandardError.ReadToEndAsync(either.Token);
            await Task.WhenAll(output, complaint);
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode is 0
                ? await output
                : throw Error($"the plugin ended with exit code {process.ExitCode}: {Shortened(await complaint)}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Error($"the plugin did not end within {AtMost.TotalSeconds:0} s");
        }
        finally
        {
            End(process);
        }
    }

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is AggregateException or Win32Exception or InvalidOperationException)
        {
            // One that runs as somebody else cannot be ended; that it took too long is what is to be told.
        }
    }

    public ClusterConfigException Error(string problem, Exception? inner = null) => new($"{config.Origin} ({config.Command}): {problem}", inner);

    private Process Start()
    {
        var info = new ProcessStartInfo(config.Command, config.Arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var (name, value) in config.Variables)
        {
            info.Environment[name] = value;
        }

        info.Environment["KUBERNETES_EXEC_INFO"] = Question();
        try
        {
            return Process.Start(info)!;
        }
        catch (Win32Exception exception)
        {
            throw Error($"the plugin cannot be started: {config.InstallHint ?? "install it, or name where it is"}", exception);
        }
    }

    private string Question()
    {
        var credential = new ExecCredential
        {
            ApiVersion = config.ApiVersion,
            Kind = nameof(ExecCredential),
            Spec = new()
            {
                Cluster = config.Cluster is not { } cluster ? null : new()
                {
                    Server = cluster.Server.OriginalString,
                    TlsServerName = cluster.ServerName,
                    InsecureSkipTlsVerify = cluster.Insecure,
                    CertificateAuthorityData = cluster.Authority?.Read(),
                    ProxyUrl = cluster.Proxy?.OriginalString,
                },
            },
        };
        return JsonSerializer.Serialize(credential, ExecJson.Default.ExecCredential);
    }

    private static string Shortened(string complaint) =>
        complaint.Trim() is { Length: > 0 } text ? text[..Math.Min(text.Length, LongestComplaint)] : "it did not say why";
}
