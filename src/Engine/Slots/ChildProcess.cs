using System.Diagnostics;
using ParallelJobs.Engine.Slots.Frames;
using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Slots;

/// <summary>
/// A running slot process, seen from the worker. It dies with the worker: the kernel closes the worker's end of its input, and that is
/// its sign to end.
/// </summary>
internal sealed class ChildProcess
{
    private static readonly TimeSpan EndAtMost = TimeSpan.FromSeconds(5);
    private readonly Process _process;
    private readonly FrameStream _frames;

    private ChildProcess(Process process)
    {
        _process = process;
        _frames = new FrameStream(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
    }

    /// <summary>Starts a process and waits until it has bound the kernel.</summary>
    /// <exception cref="SlotBrokenException">It does not start, or ends before it is ready.</exception>
    public static ChildProcess Start(SlotProgram program, JobFrame job)
    {
        var start = new ProcessStartInfo(program.FileName, program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        ChildProcess child;
        try
        {
            child = new ChildProcess(Process.Start(start)!);
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SlotBrokenException($"'{program.FileName}' does not start: {e.Message}", e);
        }

        if (child.Exchange(FrameKind.Job, job.ToBytes(), FrameKind.Ready) is null)
        {
            throw new SlotBrokenException($"'{program.FileName}' was started as a slot but {child.End()} before it was ready");
        }

        return child;
    }

    /// <summary>What became of the positions; null when the process died over them.</summary>
    public OutcomeFrame? Ask(PositionRange positions)
    {
        Span<byte> request = stackalloc byte[ComputeFrame.Bytes];
        ComputeFrame.Write(request, positions);
        return Exchange(FrameKind.Compute, request, FrameKind.Outcome) is { } body ? OutcomeFrame.Read(body) : null;
    }

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
            return;
        }
    }

    /// <summary>Ends the process and says how it ended.</summary>
    public string End()
    {
        Kill();
        _process.WaitForExit(EndAtMost);
        var how = !_process.HasExited ? "did not end when it was killed"
            : _process.ExitCode > 128 ? $"the slot's process was killed by signal {_process.ExitCode - 128}"
            : $"the slot's process exited with code {_process.ExitCode}";
        _process.Dispose();
        return how;
    }

    /// <summary>The body of the answer; null when there is none.</summary>
    private byte[]? Exchange(FrameKind kind, ReadOnlySpan<byte> body, FrameKind answer)
    {
        try
        {
            _frames.Write(kind, body);
            return _frames.TryRead(out var got, out var answered) && got == answer ? answered.ToArray() : null;
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            // A broken pipe, or bytes that are no frame: either way this process is of no more use.
            return null;
        }
    }
}
