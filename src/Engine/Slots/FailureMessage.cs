namespace ParallelJobs.Engine.Slots;

/// <summary>The sentence by which a failed leaf is reported.</summary>
internal static class FailureMessage
{
    private const int Longest = 500;

    public static string Of(Exception exception) => Bounded($"{exception.GetType().Name}: {exception.Message}");

    public static string Bounded(string message) => message.Length <= Longest ? message : message[..(Longest - 1)] + "…";
}
