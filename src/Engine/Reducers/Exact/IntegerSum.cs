using System.Numerics;

namespace ParallelJobs.Engine.Reducers.Exact;

/// <summary>An exact sum of whole numbers: 128 bits without allocation, and what does not fit in them apart.</summary>
internal struct IntegerSum
{
    private Int128 _near;
    private BigInteger _far;

    public readonly BigInteger Value => _far + (BigInteger)_near;

    public void Add(Int128 term)
    {
        var sum = unchecked(_near + term);
        if (((_near ^ sum) & (term ^ sum)) < 0)
        {
            _far += _near;
            sum = term;
        }

        _near = sum;
    }

    public void Add(BigInteger term) => _far += term;

    public void MergeFrom(in IntegerSum other)
    {
        Add(other._near);
        if (!other._far.IsZero)
        {
            _far += other._far;
        }
    }
}
