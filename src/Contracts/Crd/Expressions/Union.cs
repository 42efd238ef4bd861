namespace ParallelJobs.Contracts.Crd.Expressions;

/// <summary>Of the fields of one object, exactly one must be given.</summary>
internal static class Union
{
    public static string ExactlyOne(params string[] fields) =>
        fields is [var first, var second]
            ? $"has(self.{first}) != has(self.{second})"
            : $"[{string.Join(", ", fields.Select(field => $"has(self.{field})"))}].exists_one(given, given)";
}
