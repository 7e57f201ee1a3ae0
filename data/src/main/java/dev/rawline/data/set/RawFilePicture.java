package dev.rawline.data.set;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A raw file.
 *
 * @param file the file
 * @param described its description in addition to its metadata and its sidecar
 */
public record RawFilePicture(Path file, RawDescription described) implements RawPicture {

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public RawImage read() throws IOException {
    return RawFiles.read(file, described);
  }
}
