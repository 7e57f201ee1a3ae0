package dev.rawline.data.set;

import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;

/** A picture that a sensor wrote. */
public non-sealed interface RawPicture extends SamplePicture {

  @Override
  RawImage read() throws IOException;
}
