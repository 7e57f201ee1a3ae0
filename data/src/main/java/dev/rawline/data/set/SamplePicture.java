package dev.rawline.data.set;

import dev.rawline.imaging.frame.Frame;
import java.io.IOException;

/**
 * The picture of a sample: raw or processed already; its pixels are read when they are requested.
 */
public sealed interface SamplePicture permits RawPicture, ViewPicture {

  /** Returns where a person finds it: a file, or an entry of one. */
  String name();

  /**
   * Reads the pixels again with every call.
   *
   * @throws IOException if they cannot be read faithfully; the message states why and what to do
   */
  Frame read() throws IOException;
}
