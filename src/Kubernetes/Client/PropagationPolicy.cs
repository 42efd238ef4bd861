namespace ParallelJobs.Kubernetes;

/// <summary>What becomes of the objects that a deleted one owns.</summary>
public enum PropagationPolicy
{
    /// <summary>They are deleted after it.</summary>
    Background,

    /// <summary>They are deleted first, it stays until they are gone.</summary>
    Foreground,

    /// <summary>They stay, and are owned no more.</summary>
    Orphan,
}
