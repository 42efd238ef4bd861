using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace ParallelJobs.Engine.Kernels;

/// <summary>
/// What a processor must have for a kernel whose sums are doubles. The kernels are written on eight virtual lanes, which the runtime
/// lowers to one, two or four registers with the same bits; only the fused multiply-add must be the processor's own, since its
/// emulation is slow and has been wrong.
/// </summary>
public static class HardwareRequirement
{
    public static bool HasFusedMultiplyAdd => Fma.IsSupported || AdvSimd.IsSupported;

    /// <exception cref="PlatformNotSupportedException">
    /// The processor has no fused multiply-add, or the runtime was told not to use it.
    /// </exception>
    public static void DemandFusedMultiplyAdd(string kernel)
    {
        if (!HasFusedMultiplyAdd)
        {
            throw new PlatformNotSupportedException(
                $"kernel {kernel} needs a processor with fused multiply-add (x86-64-v3, ARMv8): it is missing here, or switched off");
        }
    }
}
