using ParallelJobs.Contracts.Resource;
using ParallelJobs.Engine.Reducers;

namespace ParallelJobs.Engine.Tests.Reducers;

public sealed class ReducerCatalogTests
{
    [Fact]
    public void Every_name_but_List_has_its_reducer()
    {
        foreach (var name in Enum.GetValues<ReducerName>().Where(static name => name != ReducerName.List))
        {
            Assert.Equal(name, ReducerCatalog.Create(new ReduceSpec { Name = name, Edges = ["0", "1"], K = 1 }).Name);
        }

        Assert.Throws<NotSupportedException>(() => ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.List }));
    }

    [Fact]
    public void What_a_reducer_needs_is_asked_for()
    {
        Assert.Throws<ArgumentException>(() => ReducerCatalog.Create(new ReduceSpec()));
        Assert.Throws<ArgumentException>(() => ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.Histogram }));
        Assert.Throws<ArgumentException>(() => ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.TopK }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ReducerCatalog.Create(new ReduceSpec { Name = ReducerName.TopK, K = 0 }));
    }
}
