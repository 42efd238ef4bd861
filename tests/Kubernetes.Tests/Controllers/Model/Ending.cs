namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>How a reconcile ends.</summary>
internal enum Ending
{
    Done,
    After400,
    AtOnce,
    Conflict,
    Unavailable,
    RetryAfter5000,
    Forbidden,
    Bug,
    Terminal,

    /// <summary>A cancellation that is none of the controller's.</summary>
    ForeignCancellation,
}
