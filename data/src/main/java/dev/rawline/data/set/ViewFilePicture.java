package dev.rawline.data.set;

import dev.rawline.data.picture.PictureReader;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file with a processed picture.
 *
 * @param file where it is
 */
public record ViewFilePicture(Path file) implements ViewPicture {

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public View read() throws IOException {
    return PictureReader.read(file);
  }
}
