package dev.rawline.workbench.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.workbench.plot.Mark.Anchor;
import dev.rawline.workbench.text.NumberText;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

public class DrawingTest {
  private static final Drawing DRAWING = sketch();

  private static Drawing sketch() {
    DrawingBuilder sketch = new DrawingBuilder();
    sketch.fill(10, 20, 30, 40, new Color(0x0072b2), "a <b> & \"c\"");
    sketch.line(List.of(new Mark.Point(50, 50), new Mark.Point(90, 50)), Color.RED, 4);
    sketch.dot(120, 30, 8, new Color(0x009e73), "");
    sketch.words(100, 80, "−0.5 < 1", FontStyle.TEXT, Color.BLACK, Anchor.MIDDLE);
    return sketch.drawing(150, 100, "title", "what & how");
  }

  public static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  /** Requires that every text begins and ends within the drawing. */
  public static void assertWordsWithin(Drawing drawing) {
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Words words) {
        double width = words.letters().width(words.text());
        double turned = Math.toRadians(words.degrees());
        double from =
            switch (words.anchor()) {
              case START -> 0;
              case MIDDLE -> -width / 2;
              case END -> -width;
            };
        for (double along : new double[] {from, from + width}) {
          assertThat(words.at().x() + along * Math.cos(turned))
              .as("%s: %s", drawing.title(), words.text())
              .isBetween(0.0, (double) drawing.width());
          assertThat(words.at().y() + along * Math.sin(turned))
              .as("%s: %s", drawing.title(), words.text())
              .isBetween(0.0, (double) drawing.height());
        }
      }
    }
  }

  @Test
  void marksArePaintedAtTheirPositions() {
    BufferedImage picture = DRAWING.picture(2);

    assertThat(picture.getWidth()).isEqualTo(300);
    assertThat(picture.getHeight()).isEqualTo(200);
    assertThat(picture.getRGB(2 * 25, 2 * 40)).isEqualTo(0xff0072b2);
    assertThat(picture.getRGB(2 * 52, 2 * 50)).isEqualTo(0xffff0000);
    assertThat(picture.getRGB(2 * 88, 2 * 50)).isEqualTo(0xffff0000);
    assertThat(picture.getRGB(2 * 57, 2 * 53)).isEqualTo(0xffffffff);
    assertThat(picture.getRGB(2 * 120, 2 * 30)).isEqualTo(0xff009e73);
    assertThat(picture.getRGB(2 * 5, 2 * 5)).isEqualTo(0xffffffff);
  }

  @Test
  void svgHasTheSameMarksWithTextAsText() throws Exception {
    Document svg = parsed(DRAWING.svg());
    Element root = svg.getDocumentElement();

    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 150 100");
    assertThat(root.getAttribute("role")).isEqualTo("img");
    Element box = (Element) svg.getElementsByTagName("rect").item(1);
    assertThat(box.getAttribute("x")).isEqualTo("10");
    assertThat(box.getAttribute("fill")).isEqualTo("#0072b2");
    assertThat(box.getTextContent()).isEqualTo("a <b> & \"c\"");
    Element words = (Element) svg.getElementsByTagName("text").item(0);
    assertThat(words.getTextContent()).isEqualTo("−0.5 < 1");
    assertThat(words.getAttribute("text-anchor")).isEqualTo("middle");
    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent()).isEqualTo("what & how");
  }

  @Test
  void longTextsAreShortenedOrBroken() {
    String text = "bilinear-sharpen-gaussian, light 0.1, blur 1.5, read noise 12, bits 8";

    assertThat(FontStyle.TEXT.width(FontStyle.TEXT.fitting(text, 120))).isLessThanOrEqualTo(120);
    assertThat(FontStyle.TEXT.fitting(text, 120)).contains("…").startsWith("bil").endsWith("8");
    assertThat(FontStyle.TEXT.fitting("short", 120)).isEqualTo("short");
    assertThat(FontStyle.TEXT.wrapped(text, 200))
        .allSatisfy(line -> assertThat(FontStyle.TEXT.width(line)).isLessThanOrEqualTo(200));
    assertThat(String.join(" ", FontStyle.TEXT.wrapped(text, 200))).isEqualTo(text);
  }

  @Test
  void axesPlaceNumbersByTheirScales() {
    Figure figure = new Figure("title");
    Axes axes = figure.axes(50, 10, 100, AxisScale.logarithmic(1, 100), AxisScale.linear(-1, 1));
    assertThat(axes.x(10)).isCloseTo((axes.left() + axes.right()) / 2, within(1e-9));
    assertThat(axes.x(1000)).isEqualTo(axes.right());
    assertThat(axes.y(0)).isCloseTo((axes.top() + axes.bottom()) / 2, within(1e-9));
    assertThat(axes.y(-1)).isEqualTo(axes.bottom());
  }

  @Test
  void logarithmicTicksAreRound() {
    assertThat(AxisScale.logarithmic(0.9, 60).ticks(6))
        .extracting(AxisScale.Tick::label)
        .containsExactly("1", "2", "5", "10", "20", "50");
    assertThat(AxisScale.logarithmic(1e-6, 1e6).ticks(6))
        .extracting(AxisScale.Tick::label)
        .startsWith("1e−6", "1e−5")
        .hasSize(13);
  }

  @Test
  void labelsAtTheEndsOfLinesStayApart() {
    Figure figure = new Figure("title");
    Axes axes = figure.axes(50, 100, 100, AxisScale.linear(0, 1), AxisScale.linear(0, 1));
    axes.endLabels(
        List.of(
            new Axes.EndLabel(0.5, "one", Color.RED), new Axes.EndLabel(0.501, "two", Color.BLUE)),
        FontStyle.TEXT,
        100);
    List<Double> heights =
        figure.drawing("").marks().stream()
            .filter(mark -> mark instanceof Mark.Words words && words.text().length() == 3)
            .map(mark -> ((Mark.Words) mark).at().y())
            .toList();
    assertThat(heights.get(1) - heights.get(0)).isGreaterThanOrEqualTo(18);
  }

  @Test
  void numbersAtAxesHaveOneStyle() {
    assertThat(List.of(-0.05, 0.05, 0.0, 0.1, 1200.0, 1e6, 1_500_000.0))
        .extracting(NumberText::plain)
        .containsExactly("−0.05", "0.05", "0", "0.1", "1200", "1000000", "1500000");
  }
}
