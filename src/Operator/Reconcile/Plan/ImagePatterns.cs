using System.Collections.Immutable;
using System.IO.Enumeration;

namespace ParallelJobs.Operator.Reconcile.Plan;

/// <summary>Which images a job may name. Globs: * is any text, ? any character.</summary>
internal static class ImagePatterns
{
    public static bool Allow(ImmutableArray<string> globs, string image) =>
        globs.IsEmpty || globs.Any(glob => FileSystemName.MatchesSimpleExpression(glob, image, ignoreCase: false));
}
