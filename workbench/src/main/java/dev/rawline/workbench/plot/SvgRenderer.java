package dev.rawline.workbench.plot;

import dev.rawline.workbench.text.MarkupText;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A drawing → the text of scalable graphics.
 *
 * @param drawing the drawing
 */
record SvgRenderer(Drawing drawing) {
  private static final String FONTS =
      "system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', Helvetica, Arial, sans-serif";

  /** A page scrolls a drawing sooner than it makes its letters smaller than this share. */
  private static final double NARROWEST = 0.75;

  String file() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + svg(" xmlns=\"http://www.w3.org/2000/svg\"");
  }

  String element() {
    return svg(" style=\"min-width: %dpx\"".formatted((int) (NARROWEST * drawing.width())));
  }

  String icon() {
    return marks(
        "",
        "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" aria-hidden=\"true\">"
            .formatted(drawing.width(), drawing.height(), drawing.width(), drawing.height()),
        "</svg>");
  }

  private String svg(String attributes) {
    return marks("\n", head(attributes), "\n</svg>\n");
  }

  private String marks(String between, String head, String end) {
    return drawing.marks().stream()
        .map(SvgRenderer::element)
        .collect(Collectors.joining(between, head, end));
  }

  private String head(String attributes) {
    return """
    <svg%s viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="%s">
    <title>%s</title>
    <desc>%s</desc>
    <rect width="%d" height="%d" fill="#ffffff"/>
    """
        .formatted(
            attributes,
            drawing.width(),
            drawing.height(),
            drawing.width(),
            drawing.height(),
            FONTS,
            MarkupText.escaped(drawing.title()),
            MarkupText.escaped(drawing.description()),
            drawing.width(),
            drawing.height());
  }

  private static String element(Mark mark) {
    return switch (mark) {
      case Mark.Box box -> box(box);
      case Mark.Line line -> line(line);
      case Mark.Area(List<Mark.Point> points, Color colour) ->
          "<polygon points=\"%s\" fill=\"%s\"/>".formatted(points(points), Palette.hex(colour));
      case Mark.Dot dot ->
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"%s"
              .formatted(
                  number(dot.middle().x()),
                  number(dot.middle().y()),
                  number(dot.radius()),
                  Palette.hex(dot.colour()),
                  end("circle", dot.note()));
      case Mark.Words words -> words(words);
    };
  }

  private static String box(Mark.Box box) {
    String line =
        box.line()
            .map(
                colour ->
                    " stroke=\"%s\" stroke-width=\"%s\""
                        .formatted(Palette.hex(colour), number(box.stroke())))
            .orElse("");
    return "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s%s"
        .formatted(
            number(box.x()),
            number(box.y()),
            number(box.width()),
            number(box.height()),
            box.fill().map(Palette::hex).orElse("none"),
            line,
            end("rect", box.note()));
  }

  private static String line(Mark.Line line) {
    int[] dash = line.pen().dash().lengths();
    return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"%s/>"
        .formatted(
            points(line.points()),
            Palette.hex(line.pen().colour()),
            number(line.pen().width()),
            dash[0] == 0 ? "" : " stroke-dasharray=\"%d %d\"".formatted(dash[0], dash[1]));
  }

  private static String points(List<Mark.Point> points) {
    return points.stream()
        .map(point -> number(point.x()) + "," + number(point.y()))
        .collect(Collectors.joining(" "));
  }

  private static String words(Mark.Words words) {
    String anchor =
        switch (words.anchor()) {
          case START -> "";
          case MIDDLE -> " text-anchor=\"middle\"";
          case END -> " text-anchor=\"end\"";
        };
    String x = number(words.at().x());
    String y = number(words.at().y());
    String turned =
        words.degrees() == 0
            ? ""
            : " transform=\"rotate(%s %s %s)\"".formatted(number(words.degrees()), x, y);
    return "<text x=\"%s\" y=\"%s\" font-size=\"%d\"%s fill=\"%s\"%s%s>%s</text>"
        .formatted(
            x,
            y,
            words.letters().size(),
            words.letters().bold() ? " font-weight=\"bold\"" : "",
            Palette.hex(words.colour()),
            anchor,
            turned,
            MarkupText.escaped(words.text()));
  }

  private static String end(String element, String note) {
    return note.isEmpty()
        ? "/>"
        : "><title>%s</title></%s>".formatted(MarkupText.escaped(note), element);
  }

  /** A hundredth of a pixel is below what is visible. */
  private static String number(double value) {
    return new BigDecimal(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
