namespace ParallelJobs.Contracts.Kernels;

/// <summary>
/// What is wrong with a request to a kernel. <paramref name="Field"/> is a path below <c>spec</c> such as <c>range</c> or
/// <c>leafSize</c>, or the name of a parameter in the form <c>parameters[terms]</c>.
/// </summary>
public sealed record KernelProblem(string Field, string Message, string Fix);
