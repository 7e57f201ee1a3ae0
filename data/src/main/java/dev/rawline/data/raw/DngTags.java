package dev.rawline.data.raw;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.Tiff;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tags that describe a DNG's raw image: those of its own directory, then those of the others.
 *
 * <p>The standard splits them between the first directory, the raw image's and the Exif directory,
 * and writers do not agree on where each belongs.
 *
 * @param directories where to look, in this order
 */
record DngTags(List<Tiff.Directory> directories) {

  /** Returns the first directory that has a tag; any where none has it. */
  private Tiff.Directory holder(int tag) {
    return directories.stream()
        .filter(directory -> directory.has(tag))
        .findFirst()
        .orElse(directories.getFirst());
  }

  boolean has(int tag) {
    return holder(tag).has(tag);
  }

  /** Returns the numbers of a tag if there are exactly {@code count} of them. */
  Optional<double[]> numbers(int tag, int count) throws RejectedFileException {
    return holder(tag).numbers(tag).filter(numbers -> numbers.length == count);
  }

  OptionalLong integer(int tag) throws RejectedFileException {
    return holder(tag).integer(tag);
  }

  /** Returns the first number of a tag, if it is finite and above 0. */
  Optional<Double> positive(int tag) throws RejectedFileException {
    return holder(tag)
        .numbers(tag)
        .filter(n -> n.length > 0 && n[0] > 0 && Double.isFinite(n[0]))
        .map(n -> n[0]);
  }

  Optional<String> text(int tag) throws RejectedFileException {
    return holder(tag).text(tag);
  }
}
