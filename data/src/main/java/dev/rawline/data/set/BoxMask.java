package dev.rawline.data.set;

import dev.rawline.data.picture.PictureHeader;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A mask that is drawn of boxes: a pixel is inside a box if its centre is. Later boxes are drawn
 * over earlier ones; parts outside the picture are clipped.
 *
 * @param table the file that lists the boxes
 * @param picture their picture
 * @param boxes the boxes
 */
public record BoxMask(Path table, SamplePicture picture, List<Box> boxes) implements SampleMask {

  /** Copies the list. */
  public BoxMask {
    boxes = List.copyOf(boxes);
  }

  @Override
  public String name() {
    return "%s of %s".formatted(table, picture.name());
  }

  @Override
  public Mask read() throws IOException {
    Optional<PictureHeader> header =
        picture instanceof ViewFilePicture view ? PictureHeader.of(view.file()) : Optional.empty();
    if (header.isPresent()) {
      return draw(header.get().width(), header.get().height(), boxes);
    }
    Frame frame = picture.read();
    return draw(frame.width(), frame.height(), boxes);
  }

  /** Draws boxes into a mask of some size [px]. */
  public static Mask draw(int width, int height, List<Box> boxes) {
    byte[] kinds = new byte[Math.multiplyExact(width, height)];
    for (Box box : boxes) {
      int left = first(box.xmin(), width);
      int right = first(box.xmax(), width);
      for (int row = first(box.ymin(), height); row < first(box.ymax(), height); row++) {
        for (int column = left; column < right; column++) {
          kinds[row * width + column] = (byte) box.kind();
        }
      }
    }
    return new Mask(width, height, kinds);
  }

  /** Returns the first pixel whose centre lies at or beyond a coordinate. */
  private static int first(double coordinate, int size) {
    return (int) Math.clamp(Math.ceil(coordinate - 0.5), 0, size);
  }
}
