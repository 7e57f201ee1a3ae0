package dev.rawline.lab.tolerance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.lab.evaluation.CameraParameter;
import dev.rawline.lab.evaluation.CameraParameter.Scale;
import dev.rawline.learning.metric.Metric;
import dev.rawline.workbench.plot.Drawing;
import dev.rawline.workbench.plot.DrawingTest;
import dev.rawline.workbench.plot.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

/** What curves, bars and maps of tolerances show, and where. */
class TolerancePlotsTest {
  private static final CameraParameter GAMMA =
      new CameraParameter("gamma", "no unit", 2, 0.25, 16, Scale.LOGARITHMIC);
  private static final CameraParameter LEVEL =
      new CameraParameter("black_level", "normalised", 0, -0.25, 0.05, Scale.LINEAR);

  /** One octave of three downwards, two of three upwards. */
  private static final ToleranceInterval WIDE =
      new ToleranceInterval(
          GAMMA,
          ToleranceBound.between(1, 0.5, false),
          ToleranceBound.between(4 * Math.sqrt(2), 8, false));

  private static final ToleranceInterval NARROW =
      new ToleranceInterval(
          LEVEL,
          ToleranceBound.between(-0.025, -0.125, false),
          ToleranceBound.between(0.05, 0.05, true));

  private static ToleranceCurve curve(ToleranceInterval interval) {
    CameraParameter parameter = interval.parameter();
    List<ToleranceCurve.Point> points =
        List.of(parameter.lowest(), parameter.usual(), parameter.highest()).stream()
            .map(
                value ->
                    new ToleranceCurve.Point(
                        value,
                        value == parameter.usual() ? 0.9 : 0.5,
                        0.4,
                        0.95,
                        value == parameter.usual()
                            ? ToleranceOutcome.TOLERATED
                            : ToleranceOutcome.EXCEEDED))
            .toList();
    return new ToleranceCurve(
        Metric.ACCURACY, 0.9, 0.1, points, interval, List.of(), Optional.empty());
  }

  private static ParameterPairMap map(
      Metric metric, double baseline, double delta, double... values) {
    List<Double> places = List.of(-0.1, 0.0, 0.1);
    List<List<Double>> rows = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      rows.add(List.of(values[3 * row], values[3 * row + 1], values[3 * row + 2]));
    }
    double limit = metric.higherIsBetter() ? baseline - delta : baseline + delta;
    return new ParameterPairMap(
        LEVEL,
        GAMMA,
        places,
        List.of(1.0, 2.0, 4.0),
        metric,
        baseline,
        delta,
        rows,
        rows.stream()
            .map(
                row ->
                    row.stream()
                        .map(
                            value ->
                                !metric.better(limit, value)
                                    ? ToleranceOutcome.TOLERATED
                                    : value == values[0]
                                        ? ToleranceOutcome.EXCEEDED
                                        : ToleranceOutcome.UNDECIDED)
                        .toList())
            .toList());
  }

  private static List<String> words(Drawing drawing) throws Exception {
    NodeList texts = DrawingTest.parsed(drawing.svg()).getElementsByTagName("text");
    return IntStream.range(0, texts.getLength())
        .mapToObj(i -> texts.item(i).getTextContent())
        .toList();
  }

  private static List<Mark.Box> boxes(Drawing drawing) {
    return drawing.marks().stream()
        .filter(mark -> mark instanceof Mark.Box)
        .map(mark -> (Mark.Box) mark)
        .toList();
  }

  private static List<Mark.Line> upright(Drawing drawing, double stroke) {
    return drawing.marks().stream()
        .filter(mark -> mark instanceof Mark.Line)
        .map(mark -> (Mark.Line) mark)
        .filter(line -> line.pen().width() == stroke)
        .filter(line -> line.points().getFirst().x() == line.points().getLast().x())
        .toList();
  }

  @Test
  void curvesShowTheBoundsOfEachParameterWithItsUnit() throws Exception {
    Drawing drawing = ToleranceCurves.of(List.of(curve(WIDE), curve(NARROW)), Optional.empty());
    assertThat(words(drawing))
        .contains("gamma", "black_level")
        .contains("tolerated 1 to 5.66; no unit", "exceeded to 0.5 and from 8")
        .contains("tolerated −0.025 to 0.05; normalised", "exceeded to −0.125")
        .contains("0.25", "16", "−0.25", "0.05"); // where the axes end
    assertThat(drawing.svg()).contains("gamma: tolerated 1 to 5.66, exceeded to 0.5 and from 8.");
    DrawingTest.assertWordsWithin(drawing);
  }

  @Test
  void boundsAreDrawnToScaleAndOpenOnesAreOmitted() {
    Drawing drawing = ToleranceCurves.of(List.of(curve(WIDE), curve(NARROW)), Optional.empty());
    List<Mark.Box> plots = boxes(drawing).stream().filter(box -> box.line().isPresent()).toList();
    assertThat(plots).hasSize(2);
    List<Mark.Line> bounds = upright(drawing, 1.6);
    assertThat(bounds).hasSize(3);
    assertThat(share(bounds.get(0), plots.get(0))).isCloseTo(1 / 6.0, within(1e-9));
    assertThat(share(bounds.get(1), plots.get(0))).isCloseTo(5 / 6.0, within(1e-9));
    assertThat(share(bounds.get(2), plots.get(1))).isCloseTo(0.125 / 0.3, within(1e-9));
    double tolerated = plots.getFirst().width() * 2.5 / 6;
    assertThat(boxes(drawing))
        .anyMatch(
            box ->
                box.height() == plots.getFirst().height()
                    && Math.abs(box.width() - tolerated) < 1e-6);
  }

  private static double share(Mark.Line line, Mark.Box plot) {
    return (line.points().getFirst().x() - plot.x()) / plot.width();
  }

  @Test
  void barsAreSortedBySensitivityAndShowSharesOfTheRange() throws Exception {
    Drawing drawing = ToleranceBars.of(List.of(WIDE, NARROW));
    List<String> words = words(drawing);
    assertThat(words.indexOf("black_level")).isBetween(0, words.indexOf("gamma"));
    assertThat(words)
        .contains("tolerated 1 to 5.66, exceeded to 0.5 and from 8, default 2")
        .contains("tolerated −0.025 to 0.05, exceeded to −0.125, default 0");
    List<Mark.Box> bars =
        boxes(drawing).stream().filter(box -> box.note().contains("default")).toList();
    List<Mark.Box> ranges =
        boxes(drawing).stream()
            .filter(box -> box.y() == bars.getFirst().y() || box.y() == bars.getLast().y())
            .filter(box -> box.note().isEmpty() && box.height() == bars.getFirst().height())
            .toList();
    assertThat(bars).hasSize(2);
    assertThat(ranges).hasSize(2);
    assertShares(bars.getFirst(), ranges.getFirst(), 0.45, 1);
    assertShares(bars.getLast(), ranges.getLast(), 1 / 3.0, 0.75);
    // Orange: from the ends of the range to where the margin is exceeded.
    List<Mark.Box> exceeded =
        boxes(drawing).stream()
            .filter(box -> box.height() == bars.getFirst().height() / 2)
            .toList();
    assertThat(exceeded).hasSize(3);
    assertShares(exceeded.get(0), ranges.getFirst(), 0, 0.25);
    assertShares(exceeded.get(1), ranges.getLast(), 0, 1 / 6.0);
    assertShares(exceeded.get(2), ranges.getLast(), 5 / 6.0, 1);
  }

  private static void assertShares(Mark.Box bar, Mark.Box range, double from, double to) {
    assertThat((bar.x() - range.x()) / range.width()).isCloseTo(from, within(1e-9));
    assertThat((bar.x() + bar.width() - range.x()) / range.width()).isCloseTo(to, within(1e-9));
  }

  @Test
  void longNumbersAndNamesStayWithinTheDrawing() {
    CameraParameter microscope =
        new CameraParameter("sharpening[1][1]", "normalised", -9.83e-6, -0.25, 0.25, Scale.LINEAR);
    ToleranceInterval open =
        new ToleranceInterval(
            microscope,
            new ToleranceBound(-0.00123, true, -0.00123, -0.00123),
            new ToleranceBound(0.0123, true, 0.0123, 0.0123));
    DrawingTest.assertWordsWithin(ToleranceBars.of(List.of(open)));
    DrawingTest.assertWordsWithin(
        ToleranceCurves.of(List.of(curve(open), curve(open), curve(open)), Optional.empty()));
  }

  @Test
  void mapsFrameToleratedCellsWithTheLargestValueAtTheTop() throws Exception {
    Drawing drawing =
        ToleranceMap.of(
            map(Metric.ACCURACY, 0.9, 0.1, 0.5, 0.6, 0.7, 0.8, 0.9, 0.79, 0.81, 0.3, 0.4));
    assertThat(words(drawing))
        .contains("black_level and gamma together", "gamma (no unit)", "black_level (normalised)")
        .contains("0.5", "0.79", "−0.1", "0.1", "4")
        .anyMatch(word -> word.contains("within 0.8"));
    List<Mark.Box> framed = boxes(drawing).stream().filter(box -> box.stroke() == 1.4).toList();
    assertThat(framed).hasSize(3 + 1); // 0.8, 0.9 and 0.81, and the legend
    assertThat(cell(drawing, "0.81").y()).isLessThan(cell(drawing, "0.8").y());
    assertThat(cell(drawing, "0.8").y()).isLessThan(cell(drawing, "0.5").y());
    assertThat(cell(drawing, "0.5").x()).isLessThan(cell(drawing, "0.6").x());
    DrawingTest.assertWordsWithin(drawing);
  }

  private static Mark.Box cell(Drawing drawing, String number) {
    return boxes(drawing).stream()
        .filter(box -> box.note().equals(number))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void forErrorMetricsSmallValuesAreFramed() {
    Drawing drawing = ToleranceMap.of(map(Metric.MEAN_SQUARE, 1, 0.5, 1, 2, 3, 4, 1.5, 6, 7, 8, 9));
    assertThat(boxes(drawing).stream().filter(box -> box.stroke() == 1.4))
        .hasSize(2 + 1); // and the legend
  }

  @Test
  void anEmptyInputIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToleranceCurves.of(List.of(), Optional.empty()))
        .withMessage("no curve was measured");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ToleranceBars.of(List.of()))
        .withMessage("no interval was measured");
  }
}
