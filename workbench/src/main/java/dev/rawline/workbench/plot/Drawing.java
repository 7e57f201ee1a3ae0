package dev.rawline.workbench.plot;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawing of rectangles, lines and texts, which stands in a page as text, or in a file of pixels.
 */
public final class Drawing {
  private final int width;
  private final int height;
  private final String title;
  private final String description;
  private final List<Mark> marks;

  /**
   * Takes the marks of a drawing.
   *
   * @param width its width [px]
   * @param height its height [px]
   * @param title what it is called
   * @param description what a person hears who cannot see it
   * @param marks what it consists of, later marks above earlier ones
   */
  Drawing(int width, int height, String title, String description, List<Mark> marks) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.description = description;
    this.marks = List.copyOf(marks);
  }

  /** Returns its width [px]. */
  public int width() {
    return width;
  }

  /** Returns its height [px]. */
  public int height() {
    return height;
  }

  /** Returns what it is called. */
  public String title() {
    return title;
  }

  /** Returns what a person hears who cannot see it. */
  public String description() {
    return description;
  }

  public List<Mark> marks() {
    return marks;
  }

  /**
   * Returns it in pixels.
   *
   * @param times how many pixels of the picture a pixel of the drawing takes, for screens and paper
   *     that are finer
   */
  public BufferedImage picture(int times) {
    return new PixelRenderer(this).picture(times);
  }

  /** Returns it as a file of scalable graphics (SVG 1.1), whose texts are texts. */
  public String svg() {
    return new SvgRenderer(this).file();
  }

  /** Returns it as it stands in an HTML page. */
  public String inline() {
    return new SvgRenderer(this).element();
  }
}
