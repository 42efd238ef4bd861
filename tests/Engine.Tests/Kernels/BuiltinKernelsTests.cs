using ParallelJobs.Contracts;
using ParallelJobs.Contracts.Kernels;
using ParallelJobs.Engine.Kernels;

namespace ParallelJobs.Engine.Tests.Kernels;

public sealed class BuiltinKernelsTests
{
    [Theory]
    [InlineData("pi", 1 << 20, "Sum")]
    [InlineData("integrate", 1 << 18, "Sum")]
    [InlineData("montecarlo", 1 << 20, "Mean")]
    [InlineData("countdown", 1, "Count")]
    [InlineData("sleep", 1, "Count")]
    public void Every_kernel_is_found_by_name_with_its_leaf_and_its_reducer(string name, long leafSize, string reducer)
    {
        var descriptor = BuiltinKernels.Find(name)!.Descriptor;

        Assert.Equal(name, descriptor.Name);
        Assert.Equal(leafSize, descriptor.DefaultLeafSize);
        Assert.Equal(reducer, descriptor.Reducers[0].ToString());
        Assert.Contains(descriptor, BuiltinKernels.Descriptors);
    }

    [Theory]
    [InlineData("Pi")]
    [InlineData("")]
    [InlineData("pi ")]
    public void Another_name_is_not_found(string name) => Assert.Null(BuiltinKernels.Find(name));

    [Fact]
    public void Names_are_unique() =>
        Assert.Equal(BuiltinKernels.All.Length, BuiltinKernels.Descriptors.Select(one => one.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Every_default_is_a_value_that_the_parameter_takes()
    {
        foreach (var parameter in BuiltinKernels.Descriptors.SelectMany(kernel => kernel.Parameters))
        {
            var text = parameter.Default ?? parameter.DefaultOf!(new ItemRange(1, 1001));
            switch (parameter.Type)
            {
                case KernelParameterType.Integer:
                    Assert.InRange(Int128.Parse(text), parameter.Minimum!.Value, parameter.Maximum!.Value);
                    break;
                case KernelParameterType.Decimal:
                    Assert.True(double.IsFinite(double.Parse(text)));
                    break;
                case KernelParameterType.Choice:
                    Assert.Contains(text, parameter.Choices);
                    break;
                default:
                    Assert.True(DurationText.TryParse(text, out var nanoseconds));
                    Assert.InRange(nanoseconds, parameter.Minimum!.Value, parameter.Maximum!.Value);
                    break;
            }
        }
    }
}
