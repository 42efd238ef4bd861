using System.Net;
using ParallelJobs.Kubernetes.Controllers;

namespace ParallelJobs.Kubernetes.Tests.Controllers.Model;

/// <summary>What each ending is in the program, and what it means in the model.</summary>
internal static class Endings
{
    public static void Finish(this GatedReconciler reconciler, int key, Ending ending)
    {
        switch (ending)
        {
            case Ending.Done:
                reconciler.Finish(key);
                break;
            case Ending.After400:
                reconciler.Finish(key, ReconcileResult.After(TimeSpan.FromMilliseconds(400)));
                break;
            case Ending.AtOnce:
                reconciler.Finish(key, ReconcileResult.After(TimeSpan.Zero));
                break;
            default:
                reconciler.Finish(key, Failure(ending));
                break;
        }
    }

    public static void Finish(this QueueModel model, int key, Ending ending)
    {
        switch (ending)
        {
            case Ending.Conflict or Ending.Unavailable or Ending.Forbidden or Ending.Bug or Ending.ForeignCancellation:
                model.AddWithBackoff(key, 0);
                break;
            case Ending.RetryAfter5000:
                model.AddWithBackoff(key, 5000);
                break;
            default:
                model.Forget(key);
                break;
        }

        if (ending is Ending.After400 or Ending.AtOnce)
        {
            model.AddAfter(key, ending == Ending.After400 ? 400 : 0);
        }

        model.Done(key);
    }

    public static Exception Failure(Ending ending) => ending switch
    {
        Ending.Conflict => new KubernetesException("changed", HttpStatusCode.Conflict, "Conflict"),
        Ending.Unavailable => new KubernetesException("nobody there", null, null),
        Ending.RetryAfter5000 => new KubernetesException("too many", HttpStatusCode.TooManyRequests, null, TimeSpan.FromSeconds(5)),
        Ending.Forbidden => new KubernetesException("may not", HttpStatusCode.Forbidden, "Forbidden"),
        Ending.Terminal => new TerminalException("never"),
        Ending.ForeignCancellation => new OperationCanceledException("leadership is lost"),
        _ => new InvalidOperationException("a bug"),
    };
}
