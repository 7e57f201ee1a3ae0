package dev.rawline.lab.quality.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.numeric.WilsonInterval;
import dev.rawline.lab.evaluation.ConfusionMatrix;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.ControlChart;
import dev.rawline.lab.quality.page.PowerCurve.Way;
import dev.rawline.lab.quality.verdict.AcceptanceLimits;
import dev.rawline.lab.quality.verdict.AcceptanceLimits.Source;
import dev.rawline.lab.quality.verdict.JudgedNumber.Spread;
import dev.rawline.learning.metric.ConfusionCounts;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingTest;
import dev.rawline.workbench.plot.Mark;
import dev.rawline.workbench.plot.Pen;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the drawings of quality control show, and where. */
class QualityDrawingsTest {
  private static final Color ALARM = new Color(0xd55e00);

  private static <T extends Mark> List<T> marks(Drawing drawing, Class<T> kind) {
    return drawing.marks().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static List<String> words(Drawing drawing) {
    return marks(drawing, Mark.Words.class).stream().map(Mark.Words::text).toList();
  }

  private static Drawing guard(
      Optional<Spread> reference, Estimate incoming, List<AcceptanceLimits> limits) {
    return GuardBandPlot.of(new ExampleNumber(reference, incoming, limits));
  }

  @Test
  void theMeanItsIntervalAndTheLimitsShareOneScale() {
    Drawing drawing =
        guard(
            Optional.of(new Spread(5, 1)),
            ExamplePages.about(6, 1),
            List.of(new AcceptanceLimits(0, 10, Source.TASK)));
    double mean = marks(drawing, Mark.Dot.class).getFirst().middle().x();
    Mark.Line low = bracket(drawing, 0);
    Mark.Line high = bracket(drawing, 1);
    double from = low.points().get(1).x();
    double to = high.points().get(1).x();
    assertThat((mean - from) / (to - from)).isCloseTo(0.6, within(1e-9));
    Mark.Line interval =
        marks(drawing, Mark.Line.class).stream()
            .filter(line -> line.pen().width() == 1.8)
            .findFirst()
            .orElseThrow();
    assertThat((interval.points().getFirst().x() - from) / (to - from))
        .isCloseTo(0.5, within(1e-9));
    assertThat((interval.points().getLast().x() - from) / (to - from)).isCloseTo(0.7, within(1e-9));
    // The band of the reference is its mean ± 2 standard deviations: 3 to 7.
    assertThat(marks(drawing, Mark.Box.class))
        .anyMatch(
            box ->
                Math.abs((box.x() - from) / (to - from) - 0.3) < 1e-9
                    && Math.abs(box.width() / (to - from) - 0.4) < 1e-9);
    // Brackets open to the side on which values are allowed.
    assertThat(low.points().getFirst().x()).isGreaterThan(from);
    assertThat(high.points().getFirst().x()).isLessThan(to);
    assertThat(drawing.description()).contains("task: 0 to 10").endsWith("; pass");
  }

  private static Mark.Line bracket(Drawing drawing, int place) {
    return marks(drawing, Mark.Line.class).stream()
        .filter(line -> line.points().size() == 4)
        .toList()
        .get(place);
  }

  @Test
  void limitsOfEachSourceHaveTheirOwnStrip() {
    Drawing drawing =
        guard(
            Optional.empty(),
            ExamplePages.about(6, 1),
            List.of(
                AcceptanceLimits.atMost(7.5, Source.REFERENCE),
                AcceptanceLimits.atMost(8, Source.SENSOR),
                AcceptanceLimits.atMost(10, Source.TASK)));
    for (int i = 0; i < 3; i++) {
      double top = 2 + i * (GuardBandPlot.HEIGHT - 4) / 3.0;
      double bottom = 2 + (i + 1) * (GuardBandPlot.HEIGHT - 4) / 3.0;
      assertThat(bracket(drawing, i).points())
          .allMatch(point -> point.y() >= top && point.y() <= bottom);
    }
  }

  @Test
  void distantLimitsAreShownByArrows() {
    Drawing drawing =
        guard(
            Optional.empty(),
            ExamplePages.about(6, 1),
            List.of(
                new AcceptanceLimits(4, 8, Source.SENSOR),
                new AcceptanceLimits(-1000, 1000, Source.TASK)));
    List<Mark.Line> arrows =
        marks(drawing, Mark.Line.class).stream().filter(line -> line.points().size() == 3).toList();
    assertThat(arrows).hasSize(2);
    assertThat(bracket(drawing, 1).points().get(1).x() - bracket(drawing, 0).points().get(1).x())
        .isGreaterThan(GuardBandPlot.WIDTH / 2.0);
    // Alone a limit is always drawn, however far it is.
    Drawing alone =
        guard(
            Optional.empty(),
            ExamplePages.about(6, 1),
            List.of(AcceptanceLimits.atMost(1000, Source.TASK)));
    assertThat(bracket(alone, 0).points().get(1).x()).isLessThan(GuardBandPlot.WIDTH);
  }

  @Test
  void valuesOfZeroWidthAreDrawn() {
    Drawing drawing =
        guard(Optional.of(new Spread(0, 0)), Estimate.withoutInterval(0, 0.95), List.of());
    assertThat(marks(drawing, Mark.Dot.class).getFirst().middle().x())
        .isCloseTo(GuardBandPlot.WIDTH / 2.0, within(1.0));
  }

  /** A chart whose level is its value, with a limit of 2. */
  private static ControlChart steps(double... values) {
    return new ControlChart(
        Quantity.BLACK_LEVEL,
        0,
        "EWMA",
        2,
        IntStream.range(0, values.length)
            .mapToObj(i -> new ControlChart.Point(i + 1, "image " + (i + 1), values[i], values[i]))
            .toList());
  }

  @Test
  void consecutiveAlarmsAreOneMark() {
    ControlChart chart = steps(0, 1, 2.5, 2.6, 2.7, 0, 0, -2.5, 0);
    Drawing drawing = ControlChartPlot.of(List.of(chart));
    List<Mark.Dot> dots = marks(drawing, Mark.Dot.class);
    assertThat(dots).hasSize(9);
    List<Mark.Area> diamonds = marks(drawing, Mark.Area.class);
    assertThat(diamonds).hasSize(1 + 2); // one in the legend
    assertThat(diamonds.get(1).points().getFirst().x()).isEqualTo(dots.get(2).middle().x());
    assertThat(diamonds.get(2).points().getFirst().x()).isEqualTo(dots.get(7).middle().x());
    List<Mark.Box> alarms =
        marks(drawing, Mark.Box.class).stream()
            .filter(box -> box.note().startsWith("alarm from"))
            .toList();
    assertThat(alarms).hasSize(2);
    assertThat(alarms.getFirst().note()).isEqualTo("alarm from image 3 to image 5");
    assertThat(alarms.getFirst().x()).isEqualTo(dots.get(2).middle().x());
    assertThat(alarms.getFirst().x() + alarms.getFirst().width())
        .isCloseTo(dots.get(4).middle().x(), within(1e-9));
    assertThat(words(drawing))
        .contains("level of no light [DN]", "first alarm: image 3; 4 of 9 images signal", "image");
    assertThat(drawing.description()).isEqualTo("level of no light: first alarm at image 3.");
    DrawingTest.assertWordsWithin(drawing);
  }

  @Test
  void sumsAreDrawnAsAShareOfTheirLimit() {
    ControlChart chart = steps(0, 1, 2, -2);
    Drawing drawing = ControlChartPlot.of(List.of(chart));
    Mark.Line path =
        marks(drawing, Mark.Line.class).stream()
            .filter(line -> line.points().size() == 4)
            .findFirst()
            .orElseThrow();
    List<Mark.Line> limits =
        marks(drawing, Mark.Line.class).stream()
            .filter(
                line ->
                    (line.pen().dash() != Pen.Dash.SOLID)
                        && line.points().getFirst().y() > path.points().get(2).y() - 1e-9)
            .toList();
    assertThat(limits.getFirst().points().getFirst().y()).isEqualTo(path.points().get(2).y());
    assertThat(limits.getLast().points().getFirst().y()).isEqualTo(path.points().get(3).y());
    assertThat(drawing.description()).isEqualTo("level of no light: no alarm in 4 images.");
  }

  @Test
  void fewAndManyImagesAreDrawnWithinTheSheet() {
    for (int images : new int[] {1, 2, 10, 400, 401, 2000}) {
      Drawing drawing = ControlChartPlot.of(ExamplePages.charts(images));
      DrawingTest.assertWordsWithin(drawing);
      assertThat(marks(drawing, Mark.Dot.class)).hasSize(images > 400 ? 0 : 4 * images);
    }
    assertThat(ControlChartPlot.of(ExamplePages.charts(2000)).svg().length()).isLessThan(200_000);
  }

  @Test
  void bandsCoverEveryValueAndPathsKeepTheirPeaks() {
    double[] values = new double[1000];
    values[613] = 9;
    values[614] = -9;
    Drawing drawing = ControlChartPlot.of(List.of(steps(values)));
    List<Mark.Point> band = marks(drawing, Mark.Area.class).get(1).points();
    Mark.Area begin = marks(drawing, Mark.Area.class).getLast();
    double top = band.stream().mapToDouble(Mark.Point::y).min().orElseThrow();
    assertThat(begin.points().get(1).y()).isCloseTo(top, within(1e-9));
    Mark.Line path =
        marks(drawing, Mark.Line.class).stream()
            .filter(line -> line.points().size() > 200)
            .findFirst()
            .orElseThrow();
    double middle = path.points().getFirst().y();
    double above = middle - path.points().stream().mapToDouble(Mark.Point::y).min().orElseThrow();
    double below = path.points().stream().mapToDouble(Mark.Point::y).max().orElseThrow() - middle;
    assertThat(above).isGreaterThan(20).isCloseTo(below, within(1e-9));
  }

  @Test
  void mismatchedChartsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ControlChartPlot.of(List.of()))
        .withMessage("no quantity was charted");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> steps())
        .withMessage("black_level: a chart of no image");
    List<ControlChart.Point> points =
        List.of(new ControlChart.Point(2, "a", 0, 0), new ControlChart.Point(1, "b", 0, 0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ControlChart(Quantity.GAIN, 0, "EWMA", 1, points))
        .withMessage("gain: image 1 after image 2: expected them in their order");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ControlChart(Quantity.GAIN, 0, "EWMA", 0, points.subList(0, 1)))
        .withMessageContaining("above 0");
  }

  @Test
  void causesOfAllUnitsShareOneAxis() {
    Drawing drawing = CauseBars.of(ExamplePages.attribution()).orElseThrow();
    List<Mark.Box> bars =
        marks(drawing, Mark.Box.class).stream().filter(box -> !box.note().isEmpty()).toList();
    assertThat(bars).hasSize(7);
    Mark.Box inside = marks(drawing, Mark.Box.class).getFirst();
    double none = inside.x() + inside.width() / 2;
    assertThat(bars.getFirst().x() + bars.getFirst().width()).isCloseTo(none, within(1e-9));
    assertThat(bars.getFirst().width() / (inside.width() / 2)).isCloseTo(38 / 2.0, within(1e-9));
    assertThat(bars.getFirst().fill()).contains(ALARM);
    assertThat(bars.getLast().x()).isCloseTo(none, within(1e-9));
    assertThat(bars.getLast().width() / (inside.width() / 2)).isCloseTo(0.05 / 0.07, within(1e-9));
    assertThat(bars.getLast().fill()).isNotEqualTo(bars.getFirst().fill());
    assertThat(words(drawing)).contains("−38.0 ± 2.0 %", "+0.050 ± 0.070 DN", "red");
    DrawingTest.assertWordsWithin(drawing);
  }

  @Test
  void asymmetricIntervalsShowBothSidesAndUnboundedOnesNone() {
    Drawing drawing =
        CauseBars.of(
                fitted(
                    new Attribution.Fitted(
                        DriftParameter.EXPOSURE, new Estimate(0.614, 0.536, 0.704)),
                    new Attribution.Fitted(
                        DriftParameter.GAIN, new Estimate(1, Double.NEGATIVE_INFINITY, 1))))
            .orElseThrow();
    assertThat(words(drawing)).contains("−38.6 +9.0 −7.8 %").doesNotContain("gain");
    assertThat(CauseBars.of(fitted())).isEmpty();
  }

  private static Attribution fitted(Attribution.Fitted... others) {
    return new Attribution(
        Attribution.Conclusion.NOTHING,
        List.of(),
        List.of(),
        List.of(),
        List.of(others),
        1,
        OptionalDouble.empty(),
        List.of(),
        List.of(),
        List.of());
  }

  @Test
  void defectsAreDrawnAtTheirPlaceWithAShapePerKind() {
    Drawing drawing =
        DefectMap.of(
            200,
            100,
            List.of(
                new Defect(0, 0, Defect.Kind.HOT, 9), new Defect(99, 199, Defect.Kind.DEAD, -9)),
            List.of(new Defect(50, 100, Defect.Kind.DEAD, -9)));
    Mark.Box frame = marks(drawing, Mark.Box.class).getLast();
    assertThat(frame.width() / frame.height()).isCloseTo(2, within(1e-9));
    List<Mark.Area> filled = marks(drawing, Mark.Area.class);
    assertThat(filled).hasSize(2 + 2); // two in the legend
    assertThat(filled.stream().map(area -> area.points().size())).containsExactly(3, 4, 3, 4);
    assertThat(middle(filled.get(3)).x())
        .isCloseTo(frame.x() + frame.width() * 199.5 / 200, within(1e-6));
    assertThat(middle(filled.get(3)).y())
        .isCloseTo(frame.y() + frame.height() * 99.5 / 100, within(1e-6));
    assertThat(marks(drawing, Mark.Line.class).stream().filter(line -> line.points().size() == 5))
        .hasSize(2); // the known one, and in the legend
    assertThat(words(drawing)).contains("1 hot, new", "1 dead, new", "1 dead, known");
    assertThat(drawing.description()).isEqualTo("1 hot, 0 of them known; 2 dead, 1 of them known.");
    DrawingTest.assertWordsWithin(drawing);
    DrawingTest.assertWordsWithin(DefectMap.of(128, 96, ExamplePages.defects(100_000), List.of()));
  }

  private static Mark.Point middle(Mark.Area area) {
    return new Mark.Point(
        area.points().stream().mapToDouble(Mark.Point::x).average().orElseThrow(),
        area.points().stream().mapToDouble(Mark.Point::y).average().orElseThrow());
  }

  @Test
  void powerCurvesShowHowManyImagesAreNeeded() {
    Drawing drawing = PowerPlot.of(ExamplePages.power(), 0.05);
    assertThat(words(drawing))
        .contains("gain", "read noise", "black level", "exposure")
        .contains("+2 %: 26 by physics, > 64 plain", "+10 %: ≤ 2 by physics, 12 plain");
    DrawingTest.assertWordsWithin(drawing);
    // From 61 % at 16 to 88 % at 32 images, by the logarithm: 16 · 2^(19 / 27).
    PowerCurve curve = ExamplePages.power("+2 %", Way.PHYSICS, 8, 15, 34, 61, 88, 99);
    assertThat(curve.images(0.8).orElseThrow())
        .isCloseTo(32 * Math.pow(2, (80 - 61) / 27.0) / 2, within(1e-9));
  }

  @Test
  void curvesOfPlainStatisticsAreDashedAndHollow() {
    PowerPlot.Panel panel =
        new PowerPlot.Panel(
            "gain",
            List.of(
                ExamplePages.power("+2 %", Way.PHYSICS, 10, 20, 30),
                ExamplePages.power("+2 %", Way.PLAIN, 5, 6, 7)));
    Drawing drawing = PowerPlot.of(List.of(panel), 0.05);
    List<Mark.Line> curves =
        marks(drawing, Mark.Line.class).stream().filter(line -> line.points().size() == 3).toList();
    assertThat(curves).hasSize(2);
    assertThat(curves.stream().map(line -> line.pen().dash() != Pen.Dash.SOLID))
        .containsExactly(false, true);
    assertThat(
            marks(drawing, Mark.Dot.class).stream().filter(dot -> dot.colour().equals(Color.WHITE)))
        .hasSize(3);
    // 10 of 100: a bar by Wilson from 0.0552 to 0.1744; y is linear, 0 to 1.
    Mark.Line bar =
        marks(drawing, Mark.Line.class).stream()
            .filter(line -> line.pen().equals(Pen.solid(curves.getFirst().pen().colour(), 1)))
            .filter(line -> line.points().getFirst().x() == line.points().getLast().x())
            .filter(
                line -> line.points().getFirst().x() == curves.getFirst().points().getFirst().x())
            .findFirst()
            .orElseThrow();
    double tenth = curves.getFirst().points().get(0).y() - curves.getFirst().points().get(1).y();
    assertThat((bar.points().getFirst().y() - bar.points().getLast().y()) / tenth)
        .isCloseTo((0.1744 - 0.0552) / 0.1, within(2e-3));
  }

  @Test
  void powerWithoutCurvesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PowerPlot.of(List.of(), 0.05))
        .withMessage("no drift was looked for");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerPlot.Panel("gain", List.of()))
        .withMessage("gain: no power curve");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerCurve("+2 %", Way.PLAIN, List.of()))
        .withMessage("+2 %: a power curve of no batch");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PowerCurve.Found(2, 5, 4))
        .withMessageContaining("5 of 4 batches of 2 images");
  }

  @Test
  void runLengthsHaveALogarithmicAxis() {
    RunLengthPlot.Course course =
        new RunLengthPlot.Course(
            "EWMA",
            List.of(new RunLengthPlot.Stated(0, 1000), new RunLengthPlot.Stated(2, 10)),
            List.of(new RunLengthPlot.Counted(1, ExamplePages.about(100, 20))));
    Drawing drawing = RunLengthPlot.of(List.of(course));
    List<Mark.Point> line =
        marks(drawing, Mark.Line.class).stream()
            .filter(each -> each.pen().width() == 2)
            .findFirst()
            .orElseThrow()
            .points();
    Mark.Point dot = marks(drawing, Mark.Dot.class).getFirst().middle();
    assertThat(dot.x()).isCloseTo((line.get(0).x() + line.get(1).x()) / 2, within(1e-9));
    assertThat(dot.y()).isCloseTo((line.get(0).y() + line.get(1).y()) / 2, within(1e-9));
    assertThat(words(drawing)).contains("EWMA", "10", "100", "1000");
    assertThat(drawing.description()).isEqualTo("EWMA: shift 1: 100 (80 to 120) images.");
    DrawingTest.assertWordsWithin(RunLengthPlot.of(ExamplePages.runLengths()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RunLengthPlot.of(List.of()))
        .withMessageContaining("expected one at least");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RunLengthPlot.of(
                    List.of(
                        new RunLengthPlot.Course(
                            "c", List.of(new RunLengthPlot.Stated(0, 0)), List.of()))))
        .withMessageContaining("above 0");
  }

  @Test
  void theWilsonIntervalStaysWithinZeroAndOne() {
    assertThat(WilsonInterval.of(0, 10).low()).isZero();
    assertThat(WilsonInterval.of(0, 10).high()).isCloseTo(0.2775, within(1e-4));
    assertThat(WilsonInterval.of(1, 10).high()).isEqualTo(1);
    assertThat(WilsonInterval.of(0.5, 100).low()).isCloseTo(0.4038, within(1e-4));
  }

  @Test
  void aConfusionMatrixOfCausesLabelsItsAxes() {
    ConfusionCounts confusion =
        new ConfusionCounts(List.of("exposure", "none of these"), new double[] {1, 0, 0, 1});
    BufferedImage usual = ConfusionMatrix.of(confusion, "Causes", List.of()).picture();
    BufferedImage causes =
        ConfusionMatrix.of(confusion, "Causes", List.of(), "what drifted", "what is named")
            .picture();
    assertThat(causes.getWidth()).isEqualTo(usual.getWidth());
    assertThat(causes.getHeight()).isEqualTo(usual.getHeight());
    assertThat(differing(usual, causes)).isBetween(1, usual.getWidth() * usual.getHeight() / 20);
    assertThat(
            differing(
                usual,
                ConfusionMatrix.of(confusion, "Causes", List.of(), "true class", "predicted class")
                    .picture()))
        .isZero();
  }

  private static int differing(BufferedImage one, BufferedImage other) {
    int count = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        count += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
      }
    }
    return count;
  }
}
