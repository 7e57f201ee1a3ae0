package dev.rawline.workbench.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawing → pixels.
 *
 * @param drawing the drawing
 */
record PixelRenderer(Drawing drawing) {
  /** Corners are round; the mitre limit is required but unused. */
  private static final float MITRE = 10;

  BufferedImage picture(int times) {
    BufferedImage sheet =
        new BufferedImage(
            times * drawing.width(), times * drawing.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = Style.pen(sheet);
    pen.scale(times, times);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, drawing.width(), drawing.height());
    draw(pen, 0, 0);
    pen.dispose();
    return sheet;
  }

  void draw(Graphics2D sheet, int x, int y) {
    Graphics2D pen = (Graphics2D) sheet.create(x, y, drawing.width(), drawing.height());
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    for (Mark mark : drawing.marks()) {
      draw(pen, mark);
    }
    pen.dispose();
  }

  private static void draw(Graphics2D pen, Mark mark) {
    switch (mark) {
      case Mark.Box box -> drawBox(pen, box);
      case Mark.Line line -> {
        pen.setColor(line.pen().colour());
        pen.setStroke(stroke(line.pen()));
        pen.draw(path(line.points()));
      }
      case Mark.Area area -> {
        pen.setColor(area.colour());
        pen.fill(path(area.points()));
      }
      case Mark.Dot dot -> {
        pen.setColor(dot.colour());
        double side = 2 * dot.radius();
        pen.fill(
            new Ellipse2D.Double(
                dot.middle().x() - dot.radius(), dot.middle().y() - dot.radius(), side, side));
      }
      case Mark.Words words -> drawWords(pen, words);
    }
  }

  private static void drawBox(Graphics2D pen, Mark.Box box) {
    Shape shape = new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
    box.fill()
        .ifPresent(
            fill -> {
              pen.setColor(fill);
              pen.fill(shape);
            });
    box.line()
        .ifPresent(
            line -> {
              pen.setColor(line);
              pen.setStroke(new BasicStroke((float) box.stroke()));
              pen.draw(shape);
            });
  }

  private static void drawWords(Graphics2D pen, Mark.Words words) {
    double width = words.letters().width(words.text());
    double left =
        switch (words.anchor()) {
          case START -> 0;
          case MIDDLE -> -width / 2;
          case END -> -width;
        };
    AffineTransform before = pen.getTransform();
    pen.translate(words.at().x(), words.at().y());
    pen.rotate(Math.toRadians(words.degrees()));
    pen.setFont(words.letters().font());
    pen.setColor(words.colour());
    pen.drawString(words.text(), (float) left, 0);
    pen.setTransform(before);
  }

  private static BasicStroke stroke(Pen pen) {
    int[] dash = pen.dash().lengths();
    return new BasicStroke(
        (float) pen.width(),
        BasicStroke.CAP_BUTT,
        BasicStroke.JOIN_ROUND,
        MITRE,
        dash[0] == 0 ? null : new float[] {dash[0], dash[1]},
        0);
  }

  private static Path2D path(List<Mark.Point> points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points.getFirst().x(), points.getFirst().y());
    for (Mark.Point point : points) {
      path.lineTo(point.x(), point.y());
    }
    return path;
  }
}
