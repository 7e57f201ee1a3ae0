package dev.rawline.workbench.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A drawing of rectangles, lines, areas and texts, which is written as SVG or as pixels.
 *
 * @param width its width [px]
 * @param height its height [px]
 * @param title its title
 * @param description a text alternative for those who cannot see it
 * @param marks its marks, later ones above earlier ones
 */
public record Drawing(int width, int height, String title, String description, List<Mark> marks) {
  private static final int SHARP = 2;

  /** Copies the marks. */
  public Drawing {
    marks = List.copyOf(marks);
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

  /** Draws its marks upon a sheet, from a left edge and a top; what lies beyond its size is cut. */
  public void draw(Graphics2D sheet, int x, int y) {
    new PixelRenderer(this).draw(sheet, x, y);
  }

  /** Returns it as a file of scalable graphics (SVG 1.1), whose texts are texts. */
  public String svg() {
    return new SvgRenderer(this).file();
  }

  /** Returns it as an element of an HTML page. */
  public String inline() {
    return new SvgRenderer(this).element();
  }

  /** Returns it as an element of a line of HTML text, which has its meaning in words. */
  public String icon() {
    return new SvgRenderer(this).icon();
  }
}
