package dev.rawline.data.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * One file of a location, as the store lists it.
 *
 * @param name its path below the location, with slashes between folders
 * @param size its length [bytes], where the store reports it
 * @param checksum what its bytes sum up to, where the store reports it
 * @param tag what changes whenever its bytes do, such as an HTTP entity tag, where the store has
 *     one
 */
record StoreEntry(
    String name, OptionalLong size, Optional<Checksum> checksum, Optional<String> tag) {

  /** Makes an entry whose checksum the store does not report. */
  StoreEntry(String name, OptionalLong size, Optional<String> tag) {
    this(name, size, Optional.empty(), tag);
  }
}
