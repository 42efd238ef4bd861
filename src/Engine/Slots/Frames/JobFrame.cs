using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Kernels;
using ParallelJobs.Engine.Leaves;
using ParallelJobs.Engine.Reducers;
using ParallelJobs.Queue.Orders;

namespace ParallelJobs.Engine.Slots.Frames;

/// <summary>
/// What a slot's process has to know of a job. Less than the manifest, and in a form that is read in no time, since a slot that died is
/// waited for.
/// </summary>
internal sealed record JobFrame(
    string Kernel,
    IReadOnlyList<NamedValue> Arguments,
    ItemRange Range,
    long LeafSize,
    ReduceSpec Reduce,
    LeafOrderName Order,
    string SpecHash)
{
    public static JobFrame Of(JobPlan plan) => new(
        plan.Kernel.Descriptor.Name,
        [.. plan.Request.Arguments.Values.Select(pair => new NamedValue { Name = pair.Key, Value = pair.Value })],
        plan.Grid.Range,
        plan.Grid.LeafSize,
        plan.Job.Spec.Reduce!,
        plan.Job.Spec.Schedule!.Order!.Value,
        plan.Definition.SpecHash);

    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Kernel);
        writer.Write(Arguments.Count);
        foreach (var argument in Arguments)
        {
            writer.Write(argument.Name);
            writer.Write(argument.Value);
        }

        writer.Write(Range.Start.ToString());
        writer.Write(Range.End.ToString());
        writer.Write(LeafSize);
        writer.Write((int)Reduce.Name!.Value);
        writer.Write(string.Join(' ', Reduce.Edges ?? []));
        writer.Write(Reduce.K ?? 0);
        writer.Write((int)(Reduce.Order ?? TopKOrder.Largest));
        writer.Write((int)Order);
        writer.Write(SpecHash);
        writer.Flush();
        return bytes.ToArray();
    }

    /// <exception cref="EndOfStreamException">The bytes end early.</exception>
    public static JobFrame Read(byte[] body)
    {
        using var reader = new BinaryReader(new MemoryStream(body));
        return new JobFrame(
            reader.ReadString(),
            ReadArguments(reader),
            new ItemRange(Int128.Parse(reader.ReadString()), Int128.Parse(reader.ReadString())),
            reader.ReadInt64(),
            ReadReduce(reader),
            (LeafOrderName)reader.ReadInt32(),
            reader.ReadString());
    }

    /// <summary>The slot that computes the job's leaves on the calling thread.</summary>
    public ThreadSlot ToSlot()
    {
        var kernel = BuiltinKernels.Find(Kernel)!;
        var grid = new LeafGrid(Range, LeafSize);
        var arguments = KernelArguments.Of(kernel.Descriptor, Range, Arguments);
        var bound = kernel.Bind(new KernelRequest(Range, LeafSize, Reduce.Name!.Value, arguments));
        return new ThreadSlot(grid, LeafOrders.Of(Order, grid.Leaves, SpecHash), bound, ToReducer());
    }

    public IReducer ToReducer() => ReducerCatalog.Create(Reduce);

    private static NamedValue[] ReadArguments(BinaryReader reader)
    {
        var arguments = new NamedValue[reader.ReadInt32()];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = new NamedValue { Name = reader.ReadString(), Value = reader.ReadString() };
        }

        return arguments;
    }

    private static ReduceSpec ReadReduce(BinaryReader reader) => new()
    {
        Name = (ReducerName)reader.ReadInt32(),
        Edges = [.. reader.ReadString().Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        K = reader.ReadInt32(),
        Order = (TopKOrder)reader.ReadInt32(),
    };
}
