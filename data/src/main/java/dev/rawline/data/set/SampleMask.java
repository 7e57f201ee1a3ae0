package dev.rawline.data.set;

import dev.rawline.imaging.frame.Mask;
import java.io.IOException;
import java.util.Optional;

/** The mask of a sample, read when it is requested. */
public interface SampleMask {

  /** Returns where a person finds it: a file, an entry of one, or the table that it is drawn of. */
  String name();

  /**
   * Reads the mask again with every call.
   *
   * @throws IOException if it cannot be read; the message states why and what to do
   */
  Mask read() throws IOException;

  /** Reads a mask as by {@link #read()}, if there is one. */
  static Optional<Mask> read(Optional<SampleMask> mask) throws IOException {
    return mask.isPresent() ? Optional.of(mask.get().read()) : Optional.empty();
  }
}
