package dev.rawline.learning.assembly;

import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.store.Checksum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The texts in the folder of a model, such as its plan, and their checksums in the provenance;
 * weights carry their own checksums.
 *
 * @param folder the folder
 */
record ModelTexts(Path folder) {
  private static final String SUMS = "sha256";
  private static final List<String> NAMES =
      List.of(
          ModelFolder.PLAN,
          ModelFolder.SPLIT,
          ModelFolder.CAMERA,
          ModelFolder.ISP,
          ModelFolder.SENSOR,
          ModelFolder.REFERENCE,
          ModelFolder.STATISTICS,
          ModelFolder.THETA_START,
          ModelFolder.THETA);

  /** Adds the checksums of those that exist to the provenance. */
  void putSums(Map<String, Object> provenance) throws IOException {
    SequencedMap<String, String> sums = new LinkedHashMap<>();
    for (String name : NAMES) {
      if (Files.exists(folder.resolve(name))) {
        sums.put(name, sum(folder.resolve(name)));
      }
    }
    provenance.put(SUMS, sums);
  }

  /**
   * Requires them to be as they were written; earlier versions recorded no checksums, and their
   * texts are not checked.
   *
   * @throws RejectedFileException if one is not
   * @throws IOException if a file cannot be read
   */
  void requireIntact() throws IOException {
    Path provenance = folder.resolve(ModelFolder.PROVENANCE);
    Map<String, Object> recorded = JsonFile.read(provenance);
    if (recorded.isEmpty() && Files.exists(provenance)) {
      throw new RejectedFileException(
          provenance, "is damaged: expected a JSON object", "restore the original file");
    }
    if (recorded.get(SUMS) instanceof Map<?, ?> sums) {
      for (Map.Entry<?, ?> entry : sums.entrySet()) {
        Path file = folder.resolve(String.valueOf(entry.getKey()));
        if (Files.isRegularFile(file) && !sum(file).equals(entry.getValue())) {
          throw new RejectedFileException(
              file,
              "is not as training wrote it: its SHA-256 is %s, expected %s"
                  .formatted(sum(file), entry.getValue()),
              "restore the original file; to use an edited one, remove its entry of %s in %s"
                  .formatted(SUMS, ModelFolder.PROVENANCE));
        }
      }
    }
  }

  private static String sum(Path file) throws IOException {
    return Checksum.of(file, Checksum.Algorithm.SHA256).hex();
  }
}
