namespace ParallelJobs.Soak;

/// <summary>How a soak ended, in one line.</summary>
internal sealed record Verdict(bool Passed, string Text);
