package dev.rawline.workbench.plot;

import java.awt.image.BufferedImage;
import java.util.List;

/** A drawing of rectangles, lines, pictures and texts, which is written as SVG or as pixels. */
public final class Drawing {
  private static final int SHARP = 2;

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
   * @param title its title
   * @param description a text alternative for those who cannot see it
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

  /** Returns its title. */
  public String title() {
    return title;
  }

  /** Returns a text alternative for those who cannot see it. */
  public String description() {
    return description;
  }

  public List<Mark> marks() {
    return marks;
  }

  /** Returns it in pixels as files hold it: two by two for each of its own. */
  public BufferedImage picture() {
    return picture(SHARP);
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

  /** Returns it as an element of an HTML page. */
  public String inline() {
    return new SvgRenderer(this).element();
  }
}
