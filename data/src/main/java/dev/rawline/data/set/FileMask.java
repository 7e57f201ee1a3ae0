package dev.rawline.data.set;

import dev.rawline.data.picture.MaskFile;
import dev.rawline.data.picture.MaskPalette;
import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file with a mask.
 *
 * @param file where it is
 * @param palette what its levels or colours mean
 */
public record FileMask(Path file, MaskPalette palette) implements SampleMask {

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Mask read() throws IOException {
    return MaskFile.read(file, palette);
  }
}
