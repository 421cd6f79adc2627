namespace PipelineGraph.Domain.Metrics.Statistics;

/// <summary>The normal distribution.</summary>
public static class Normal
{
    /// <summary>Standard deviations within which 95 % lie, on both sides.</summary>
    public const double Z95 = 1.959963984540054;

    // Below it the series, above it the continued fraction is the better one.
    private const double Border = 2;
    private const int FractionTerms = 80;

    /// <summary>
    /// The complementary error function, 2 / sqrt(pi) × the integral of exp(-t²) from x on, to 13 digits.
    /// </summary>
    /// <remarks>NIST Digital Library of Mathematical Functions, 7.6.2 (series) and 7.9.2 (continued fraction).</remarks>
    public static double Erfc(double x)
    {
        if (x < 0) return 2 - Erfc(-x);
        return x < Border ? 1 - Series(x) : Fraction(x);
    }

    /// <summary>Probability of lying at least so many standard deviations from the mean, on either side.</summary>
    public static double TwoSidedPValue(double z) => Erfc(Math.Abs(z) / Math.Sqrt(2));

    private static double Series(double x)
    {
        var (term, sum) = (x, 0.0);
        for (var n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= 2 * x * x / ((2 * n) + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // x + (1/2) / (x + 1 / (x + (3/2) / (x + …))), from its end.
    private static double Fraction(double x)
    {
        var fraction = x;
        for (var n = FractionTerms; n > 0; n--) fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
