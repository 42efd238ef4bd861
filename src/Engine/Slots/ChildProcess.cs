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
    // A signal before it is ready is no fault of the program's: a Ctrl-C that reached the whole group of processes before the child had
    // learnt to leave it to its worker, a kernel short of memory, an impatient hand. A program that ends by itself will do so again.
    private const int SignalsAtMost = 10;
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
        for (var tries = 1; ; tries++)
        {
            var child = new ChildProcess(Launch(program));
            if (child.Exchange(FrameKind.Job, job.ToBytes(), FrameKind.Ready) is not null)
            {
                return child;
            }

            var (how, exitCode) = child.End();
            if (exitCode <= 128 || tries > SignalsAtMost)
            {
                throw new SlotBrokenException($"'{program.FileName}' was started as a slot, but {how} before it was ready");
            }
        }
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

    /// <summary>Ends the process, if it has not ended by itself, and says how it ended.</summary>
    public (string How, int ExitCode) End()
    {
        Kill();
        _process.WaitForExit(EndAtMost);
        var exitCode = _process.HasExited ? _process.ExitCode : 0;
        var how = !_process.HasExited ? "the slot's process did not end when it was killed"
            : exitCode > 128 ? $"the slot's process was killed by signal {exitCode - 128}"
            : $"the slot's process exited with code {exitCode}";

        // A process leaves the pipes to whoever has used them.
        _process.StandardInput.BaseStream.Dispose();
        _process.StandardOutput.BaseStream.Dispose();
        _process.Dispose();
        return (how, exitCode);
    }

    private static Process Launch(SlotProgram program)
    {
        var start = new ProcessStartInfo(program.FileName, program.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new SlotBrokenException($"'{program.FileName}' does not start: {e.Message}", e);
        }
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
