namespace Dragoman.Numerics.Tests;

public sealed class PrincipalAxesTests
{
    private static readonly float[] Point = [1f, 2f, 3f];

    [Fact]
    public void Of_PointsOfAPlane_ExplainsAllAndKeepsDistances()
    {
        System.Random random = new(3);
        float[] right = [0.6f, 0f, 0.8f, 0f, 0f];
        float[] up = [0f, 1f, 0f, 0f, 0f];
        (float Right, float Up)[] places = [.. Enumerable.Range(0, 40).Select(_ => (3 * random.NextSingle(), random.NextSingle()))];
        float[][] points = [.. places.Select(place => right.Zip(up, (r, u) => 7f + (place.Right * r) + (place.Up * u)).ToArray())];

        PrincipalAxes axes = PrincipalAxes.Of(points);

        Assert.Equal(1, axes.Shares.Sum(), 1e-6);
        Assert.True(axes.Shares[0] > axes.Shares[1]);
        for (int i = 1; i < places.Length; i++)
        {
            (double x, double y) = (axes.Project(i).X - axes.Project(0).X, axes.Project(i).Y - axes.Project(0).Y);
            double expected = Math.Sqrt(Math.Pow(places[i].Right - places[0].Right, 2) + Math.Pow(places[i].Up - places[0].Up, 2));
            Assert.Equal(expected, Math.Sqrt((x * x) + (y * y)), 1e-5);
        }
    }

    [Fact]
    public void Of_RandomPoints_HasTheVariancesOfTheCovariancesLargestEigenvalues()
    {
        System.Random random = new(5);
        float[] scales = [5f, 3f, 1f, 0.5f, 0.1f];
        float[][] points = [.. Enumerable.Range(0, 60).Select(_ => scales.Select(scale => scale * (random.NextSingle() - 0.5f)).ToArray())];

        PrincipalAxes axes = PrincipalAxes.Of(points);

        double[] eigenvalues = Eigenvalues(points);
        Assert.Equal(eigenvalues[0] / eigenvalues.Sum(), axes.Shares[0], 1e-9);
        Assert.Equal(eigenvalues[1] / eigenvalues.Sum(), axes.Shares[1], 1e-9);
        Assert.Equal(0, Enumerable.Range(0, points.Length).Average(i => axes.Project(i).X), 1e-6);
        Assert.Equal(0, Enumerable.Range(0, points.Length).Sum(i => axes.Project(i).X * axes.Project(i).Y) / eigenvalues[0], 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Of_PointsWithoutVariance_LieAtTheOrigin(int count)
    {
        PrincipalAxes axes = PrincipalAxes.Of([.. Enumerable.Repeat(Point, count)]);

        Assert.Equal([0, 0], axes.Shares);
        Assert.All(Enumerable.Range(0, count), i => Assert.Equal((0, 0), axes.Project(i)));
    }

    [Fact]
    public void Of_PointsOfALine_HasOneAxis()
    {
        PrincipalAxes axes = PrincipalAxes.Of([[0f, 0f], [1f, 2f], [2f, 4f]]);

        Assert.Equal(1, axes.Shares[0], 1e-9);
        Assert.Equal(0, axes.Shares[1], 1e-9);
        Assert.Equal(Math.Sqrt(5), axes.Project(2).X, 1e-6);
    }

    [Fact]
    public void Of_PointsOfOtherWidths_Throws() => Assert.Throws<ShapeException>(() => PrincipalAxes.Of([[1f], [1f, 2f]]));

    /// <summary>Of the covariance, by Jacobi's rotations; the largest first.</summary>
    private static double[] Eigenvalues(float[][] points)
    {
        int n = points[0].Length;
        double[] mean = [.. Enumerable.Range(0, n).Select(i => points.Average(point => (double)point[i]))];
        double[,] a = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                a[i, j] = points.Sum(point => (point[i] - mean[i]) * (point[j] - mean[j]));
            }
        }

        for (int sweep = 0; sweep < 50; sweep++)
        {
            for (int p = 0; p < n; p++)
            {
                for (int q = p + 1; q < n; q++)
                {
                    double angle = Math.Atan2(2 * a[p, q], a[p, p] - a[q, q]) / 2;
                    (double c, double s) = (Math.Cos(angle), Math.Sin(angle));
                    for (int k = 0; k < n; k++)
                    {
                        (a[k, p], a[k, q]) = ((c * a[k, p]) + (s * a[k, q]), (c * a[k, q]) - (s * a[k, p]));
                    }

                    for (int k = 0; k < n; k++)
                    {
                        (a[p, k], a[q, k]) = ((c * a[p, k]) + (s * a[q, k]), (c * a[q, k]) - (s * a[p, k]));
                    }
                }
            }
        }

        return [.. Enumerable.Range(0, n).Select(i => a[i, i]).OrderDescending()];
    }
}
