package dev.rawline.workbench.sheet;

import dev.rawline.imaging.frame.Frame;
import dev.rawline.workbench.plot.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A picture with its name above, and below it a map of signed numbers, such as the gradient of a
 * loss, with its scale and a note.
 */
public final class StagePanel {
  private static final int BETWEEN = 6;

  private StagePanel() {}

  /**
   * Returns a panel.
   *
   * @param side the longest side of its pictures [px]
   * @param name the line above
   * @param frame what is shown
   * @param signed the numbers of the map, as large as the frame, where there is one
   * @param note the line below; may be empty
   */
  public static Block of(
      int side, String name, Frame frame, Optional<? extends Frame> signed, String note) {
    List<Block> parts = new ArrayList<>();
    parts.add(
        Block.column(
            Block.text(name, Style.TEXT, Style.INK, side),
            Block.picture(Thumbnail.fitted(FramePreview.of(frame), side)).within(side, 0)));
    signed.ifPresent(numbers -> parts.add(map(side, numbers)));
    if (!note.isEmpty()) {
      parts.add(Block.text(note, Style.SMALL, Style.INK, side));
    }
    return Block.column(BETWEEN, parts);
  }

  /** Returns a map of signed numbers with its scale. */
  public static Block map(int side, Frame numbers) {
    SignedMap map = new SignedMap(numbers, side);
    return Block.column(
        BETWEEN,
        List.of(
            Block.framed(Thumbnail.fitted(map.image(), side)).within(side, 0),
            Block.scale(map.scale(), side)));
  }
}
