using System.Runtime.InteropServices;

namespace ParallelJobs.FragileWorker;

/// <summary>The one leaf over which a worker misbehaves, and how; from the environment, so that slots' processes know it too.</summary>
/// <param name="Position">Of the leaf.</param>
/// <param name="Way">How.</param>
public sealed record Fault(long Position, Misbehaviour Way)
{
    public const string PositionVariable = "FRAGILE_POSITION";
    public const string WayVariable = "FRAGILE_WAY";
    public const string Message = "this item cannot be computed";
    public const int ExitCode = 77;

    // Beyond the first page, where it would be a null reference, which is only an exception.
    private const nint NobodysAddress = 0x10_0000;

    public static Fault FromEnvironment() => new(
        long.Parse(Environment.GetEnvironmentVariable(PositionVariable)!), Enum.Parse<Misbehaviour>(Environment.GetEnvironmentVariable(WayVariable)!));

    /// <summary>Never returns.</summary>
    public void Happen(CancellationToken cancellationToken)
    {
        switch (Way)
        {
            case Misbehaviour.Exit:
                Environment.Exit(ExitCode);
                break;
            case Misbehaviour.Crash:
                Marshal.ReadByte(NobodysAddress);
                break;
            case Misbehaviour.Linger:
                cancellationToken.WaitHandle.WaitOne();
                throw new OperationCanceledException(cancellationToken);
            case Misbehaviour.Hang:
                using (var never = new ManualResetEventSlim())
                {
                    never.Wait(CancellationToken.None);
                }

                break;
        }

        throw new InvalidOperationException(Message);
    }
}
