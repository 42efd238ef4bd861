using System.Globalization;
using System.Text;
using System.Xml;
using ParallelJobs.Cli.Bench;

namespace ParallelJobs.Cli.Output;

/// <summary>The experiment as a picture: speed-up over slots, in threads and in processes, beside the ideal line. SVG 1.1.</summary>
internal sealed class BenchPlot
{
    private const double Width = 720;
    private const double Height = 480;
    private const double Left = 70;
    private const double Right = 24;
    private const double Top = 56;
    private const double Bottom = 64;
    private const int MostTicks = 10;
    private const string Svg = "http://www.w3.org/2000/svg";
    private const string Ideal = "#8a8a8a";

    private static readonly (BenchMode Mode, string Colour)[] Curves = [(BenchMode.Threads, "#0b62c4"), (BenchMode.Processes, "#c2410c")];

    private readonly XmlWriter _xml;
    private readonly ExperimentReport _report;
    private readonly int _slots;
    private readonly int _top;

    private BenchPlot(XmlWriter xml, ExperimentReport report)
    {
        (_xml, _report) = (xml, report);
        _slots = report.Rows.Max(row => row.Slots);
        _top = (int)Math.Max(_slots, Math.Ceiling(report.Rows.Max(row => row.Speedup)));
    }

    public static void Write(Stream output, ExperimentReport report)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) });
        xml.WriteStartDocument();
        new BenchPlot(xml, report).Draw();
        xml.WriteEndDocument();
    }

    private void Draw()
    {
        _xml.WriteStartElement("svg", Svg);
        Attributes(("viewBox", $"0 0 {Width} {Height}"), ("width", $"{Width}"), ("height", $"{Height}"), ("font-family", "sans-serif"), ("font-size", "14"));
        Element("rect", ("width", "100%"), ("height", "100%"), ("fill", "#ffffff"));
        var plan = _report.Plan;
        Text(Left, 30, "start", $"{plan.Job.Metadata.Name}: kernel {plan.Kernel.Descriptor.Name}, {Figures.Count(plan.Grid.Range.Length, "item")}", ("font-size", "17"));
        DrawAxes();
        Line(X(1), Y(1), X(_slots), Y(_slots), Ideal, ("stroke-width", "1.5"), ("stroke-dasharray", "6 5"));
        foreach (var (mode, colour) in Curves)
        {
            DrawCurve(mode, colour);
        }

        DrawLegend();
        _xml.WriteEndElement();
    }

    private void DrawAxes()
    {
        foreach (var tick in Ticks(_top))
        {
            Line(Left, Y(tick), Width - Right, Y(tick), tick == 0 ? "#444444" : "#e4e4e4");
            Text(Left - 10, Y(tick) + 5, "end", $"{tick}");
        }

        foreach (var tick in Ticks(_slots).Where(tick => tick > 0))
        {
            Line(X(tick), Y(0), X(tick), Y(0) + 6, "#444444");
            Text(X(tick), Y(0) + 24, "middle", $"{tick}");
        }

        Line(Left, Top, Left, Y(0), "#444444");
        Text((Left + Width - Right) / 2, Height - 16, "middle", "slots");
        Text(0, 0, "middle", "speed-up against the sequential run", ("transform", $"translate(24 {Number((Top + Y(0)) / 2)}) rotate(-90)"));
    }

    private void DrawCurve(BenchMode mode, string colour)
    {
        var rows = _report.Rows.Where(row => row.Mode == mode).ToArray();
        Element(
            "polyline",
            ("points", string.Join(" ", rows.Select(row => $"{Number(X(row.Slots))},{Number(Y(row.Speedup))}"))),
            ("fill", "none"),
            ("stroke", colour),
            ("stroke-width", "2.5"));
        foreach (var row in rows)
        {
            _xml.WriteStartElement("circle", Svg);
            Attributes(("cx", Number(X(row.Slots))), ("cy", Number(Y(row.Speedup))), ("r", "4.5"), ("fill", colour));
            _xml.WriteElementString("title", Svg, $"{mode}, {Figures.Count(row.Slots, "slot")}: {row.Speedup:0.00}");
            _xml.WriteEndElement();
        }
    }

    private void DrawLegend()
    {
        (string Name, string Colour, string Dashes)[] entries =
            [("ideal", Ideal, "6 5"), .. Curves.Select(curve => ($"{curve.Mode}", curve.Colour, "none"))];
        foreach (var (index, (name, colour, dashes)) in entries.Index())
        {
            var y = Top + 14 + (index * 22);
            Line(Left + 18, y, Left + 52, y, colour, ("stroke-width", "2.5"), ("stroke-dasharray", dashes));
            Text(Left + 60, y + 5, "start", name);
        }
    }

    /// <summary>0 and multiples of one round step, at most ten.</summary>
    private static IEnumerable<int> Ticks(int last)
    {
        int[] steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
        var step = steps.First(step => last / step <= MostTicks || step == steps[^1]);
        return Enumerable.Range(0, (last / step) + 1).Select(index => index * step);
    }

    /// <summary>One slot stands half a step in from the axis.</summary>
    private double X(double slots) => Left + ((slots - 0.5) / _slots * (Width - Left - Right));

    private double Y(double speedup) => Height - Bottom - (speedup / _top * (Height - Top - Bottom));

    private void Line(double x1, double y1, double x2, double y2, string colour, params (string Name, string Value)[] more) =>
        Element("line", [("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)), ("stroke", colour), .. more]);

    private void Text(double x, double y, string anchor, string text, params (string Name, string Value)[] more)
    {
        _xml.WriteStartElement("text", Svg);
        Attributes([("x", Number(x)), ("y", Number(y)), ("text-anchor", anchor), ("fill", "#222222"), .. more]);
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    private void Element(string name, params (string Name, string Value)[] attributes)
    {
        _xml.WriteStartElement(name, Svg);
        Attributes(attributes);
        _xml.WriteEndElement();
    }

    private void Attributes(params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            _xml.WriteAttributeString(name, value);
        }
    }

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
