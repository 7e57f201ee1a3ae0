package dev.rawline.data.pack;

import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.View;
import java.io.IOException;

/**
 * A processed picture in a shard.
 *
 * @param pixels its numbers
 */
record PackedView(PackedPixels pixels) implements ViewPicture {

  @Override
  public String name() {
    return pixels.name();
  }

  @Override
  public View read() throws IOException {
    return new View(pixels.array().width(), pixels.array().height(), pixels.floats());
  }
}
