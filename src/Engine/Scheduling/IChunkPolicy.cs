using ParallelJobs.Queue;

namespace ParallelJobs.Engine.Scheduling;

/// <summary>Sizes the chunks that a worker asks for. It may keep state of its worker, and is used by one thread.</summary>
public interface IChunkPolicy
{
    Want Next(in ChunkContext context);
}
