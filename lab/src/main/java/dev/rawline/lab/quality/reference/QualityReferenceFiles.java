package dev.rawline.lab.quality.reference;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * A reference ↔ {@code reference.json}.
 *
 * <p>The file ends with the sum of all that precedes it (SHA-256 of the object without it, as one
 * line), so that a reference which was changed by hand, or only half copied, is rejected.
 */
public final class QualityReferenceFiles {
  /** What the file is called in the folder of a reference. */
  public static final String NAME = "reference.json";

  private static final String KIND = "rawline quality reference ";

  /** The kind and version of the file. */
  static final String VERSION = KIND + "1";

  private static final String ANOTHER = "is a reference of another version of Rawline";
  private static final int MOST_BYTES = 256 << 20;

  private QualityReferenceFiles() {}

  /**
   * Writes a reference.
   *
   * @return its sum
   * @throws RejectedFileException if the file would be larger than one that is read; an existing
   *     file stays
   * @throws IOException if the file cannot be written; the message says why and what to do
   */
  public static String write(QualityReference reference, Path file) throws IOException {
    return write(reference, file, MOST_BYTES);
  }

  static String write(QualityReference reference, Path file, int mostBytes) throws IOException {
    Map<String, Object> object = object(reference);
    String sum = sum(object);
    object.put("sha256", sum);
    byte[] content = JsonFile.bytes(object);
    if (content.length > mostBytes) {
      throw refusal(
          file,
          "the reference of %d images would take %d bytes: expected %d at most, as many as are read"
              .formatted(reference.images().images(), content.length, mostBytes),
          "build it of fewer images");
    }
    AtomicFile.write(file, content);
    return sum;
  }

  /** Returns the sum of a reference. */
  public static String sum(QualityReference reference) {
    return sum(object(reference));
  }

  private static String sum(Map<String, Object> object) {
    return Provenance.sum(JsonFile.text(JsonFile.parse(JsonFile.text(object))));
  }

  /** Returns whether a file exists and is a reference, of whatever version. */
  public static boolean isOne(Path file) throws IOException {
    return Files.isRegularFile(file)
        && String.valueOf(JsonFile.read(file).get("kind")).startsWith(KIND);
  }

  /**
   * Reads a reference.
   *
   * @param file the file, or its folder
   * @throws RejectedFileException if there is none, it is of another kind, or it was changed
   */
  public static QualityReference read(Path file) throws IOException {
    Path named = Files.isDirectory(file) ? file.resolve(NAME) : file;
    if (!Files.isRegularFile(named)) {
      throw refusal(named, "does not exist", "build it with quality reference");
    }
    Map<String, Object> object;
    try {
      object = new LinkedHashMap<>(JsonFile.parse(BoundedFile.text(named, MOST_BYTES)));
    } catch (IllegalArgumentException e) {
      throw refusal(named, e.getMessage(), "copy it again, or rebuild it");
    }
    if (!String.valueOf(object.get("kind")).startsWith(KIND)) {
      throw refusal(
          named, "is no reference of quality control", "name what quality reference has written");
    }
    if (!object.get("kind").equals(VERSION)) {
      throw refusal(named, ANOTHER, "rebuild it with quality reference");
    }
    Object sum = object.remove("sha256");
    if (!Provenance.sum(JsonFile.text(object)).equals(sum)) {
      throw refusal(
          named,
          "was changed since it was written: its sum is not the one that it states",
          "copy it again, or rebuild it");
    }
    try {
      return JsonRecords.ofValues(object, ReferenceRecord.class).reference(named);
    } catch (ClassCastException
        | NullPointerException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      throw refusal(
          named, ANOTHER + " (" + e.getMessage() + ")", "rebuild it with quality reference");
    }
  }

  private static RejectedFileException refusal(Path file, String problem, String remedy) {
    return new RejectedFileException(file, problem, remedy);
  }

  private static Map<String, Object> object(QualityReference reference) {
    return JsonRecords.values(ReferenceRecord.of(reference));
  }

  /** Returns a constant's word in files. */
  public static String word(Enum<?> of) {
    return of.name().toLowerCase(Locale.ROOT);
  }
}
