package dev.rawline.data.set;

import dev.rawline.imaging.frame.View;
import java.io.IOException;

/** A picture that some camera has processed already: for models that take no raw data. */
public non-sealed interface ViewPicture extends SamplePicture {

  @Override
  View read() throws IOException;
}
