using System.Runtime.Intrinsics;
using ParallelJobs.KernelBits;

// Prints how wide this process computes, and the bits of every case. A test starts it anew with parts of the processor switched off.
var width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
await Console.Out.WriteLineAsync($"{width}");
foreach (var (job, first, count) in KernelCases.All())
{
    await Console.Out.WriteLineAsync($"{job} from {first}, {count} items: {job.Compute(first, count).ToBits()}");
}
