namespace PipelineGraph.Domain.Metrics.Survival;

/// <summary>Walks over the distinct exit times of visits and keeps the estimates after each.</summary>
internal ref struct SurvivalSteps(ReadOnlySpan<VisitLength> ascending)
{
    private readonly ReadOnlySpan<VisitLength> _ascending = ascending;
    private int _next;

    /// <summary>The exit time.</summary>
    public double Days { get; private set; }

    /// <summary>S after it.</summary>
    public double Survival { get; private set; } = 1;

    /// <summary>Sum of d / (n (n - d)) up to it, without the step on which S becomes 0.</summary>
    public double Greenwood { get; private set; }

    public double Advanced { get; private set; }
    public double Lost { get; private set; }
    public double MovedBack { get; private set; }

    public bool MoveNext()
    {
        while (_next < _ascending.Length && !_ascending[_next].IsExit) _next++;
        if (_next == _ascending.Length) return false;

        var (time, atRisk) = (_ascending[_next].Milliseconds, (double)(_ascending.Length - _next));
        var (advanced, lost, movedBack) = (0, 0, 0);
        for (; _next < _ascending.Length && IsExitAt(time); _next++)
        {
            switch (_ascending[_next].End)
            {
                case VisitEnd.Advanced: advanced++; break;
                case VisitEnd.Lost: lost++; break;
                default: movedBack++; break;
            }
        }
        Step(atRisk, advanced, lost, movedBack);
        Days = time / Domain.Days.MillisecondsPerDay;
        return true;
    }

    private readonly bool IsExitAt(long time) => _ascending[_next].Milliseconds == time && _ascending[_next].IsExit;

    private void Step(double atRisk, int advanced, int lost, int movedBack)
    {
        var exits = advanced + lost + movedBack;
        var each = Survival / atRisk;
        Advanced += each * advanced;
        Lost += each * lost;
        MovedBack += each * movedBack;
        Survival *= (atRisk - exits) / atRisk;
        if (exits < atRisk) Greenwood += exits / (atRisk * (atRisk - exits));
    }
}
