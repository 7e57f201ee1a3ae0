package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.workbench.plot.DivergingScale;
import dev.rawline.workbench.plot.Style;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * A picture with its name above, and below it a map of signed numbers, such as the gradient of a
 * loss, with its scale and a note.
 */
public final class StagePanel {
  private static final int CAPTION = 26;
  private static final int BETWEEN = 6;

  private final int side;
  private final String name;
  private final BufferedImage picture;
  private final Optional<SignedMap> map;
  private final String note;

  /**
   * Prepares a cell.
   *
   * @param side the longest side of its pictures [px]
   * @param name what stands above
   * @param frame what is shown
   * @param signed the numbers of the map, as large as the frame, where there is one
   * @param note what stands below
   */
  public StagePanel(
      int side, String name, Frame frame, Optional<? extends Frame> signed, String note) {
    this.side = side;
    this.name = name;
    Thumbnail thumbnail = new Thumbnail(frame.width(), frame.height(), side);
    thumbnail.add(0, FramePreview.of(frame));
    picture = fitted(thumbnail.image());
    map = signed.map(numbers -> new SignedMap(numbers, side));
    this.note = note;
  }

  private BufferedImage fitted(BufferedImage image) {
    return Thumbnail.enlarged(
        image, Thumbnail.enlargement(image.getWidth(), image.getHeight(), side));
  }

  /** Returns how high it is [px]. */
  public int height() {
    int below = map.isPresent() ? picture.getHeight() + 2 * BETWEEN + DivergingScale.HEIGHT : 0;
    return CAPTION + picture.getHeight() + below + Style.LINE;
  }

  /** Draws it; its left edge and its top are given. */
  public void draw(Graphics2D pen, int x, int y) {
    Style.write(pen, Style.TEXT, Style.INK, name, x, y + 16, side);
    int left = x + (side - picture.getWidth()) / 2;
    int below = y + CAPTION + picture.getHeight();
    pen.drawImage(picture, left, y + CAPTION, null);
    if (map.isPresent()) {
      pen.drawImage(fitted(map.get().image()), left, below + BETWEEN, null);
      pen.setColor(Style.RULE);
      pen.drawRect(left, below + BETWEEN, picture.getWidth() - 1, picture.getHeight() - 1);
      below += picture.getHeight() + 2 * BETWEEN;
      map.get().scale().draw(pen, x, below, side);
      below += DivergingScale.HEIGHT;
    }
    Style.write(pen, Style.SMALL, Style.INK, note, x, below + 14, side);
  }
}
