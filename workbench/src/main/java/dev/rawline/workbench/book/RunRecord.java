package dev.rawline.workbench.book;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A run without its long tables: steps of metrics, cells, predictions and tolerances are read
 * separately.
 *
 * @param run the run
 * @param origin the origin of its results
 * @param parameters its parameters, by name
 * @param metrics the last value of every metric, by name; NaN if it diverged
 * @param tags its tags, by name
 * @param artefacts its artefacts, by name
 * @param parts the runs that are parts of it, oldest first
 * @param cells the number of its cells
 * @param predictions the number of its predictions
 * @param tolerances the number of its tolerance intervals
 */
public record RunRecord(
    RunSummary run,
    RunOrigin origin,
    SequencedMap<String, String> parameters,
    SequencedMap<String, Double> metrics,
    SequencedMap<String, String> tags,
    SequencedMap<String, Artefact> artefacts,
    List<RunSummary> parts,
    long cells,
    long predictions,
    long tolerances) {
  /** Copies lists and maps. */
  public RunRecord {
    parameters = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parameters));
    metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    tags = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tags));
    artefacts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(artefacts));
    parts = List.copyOf(parts);
  }

  /**
   * A file that a book stores.
   *
   * @param sha256 the checksum of its content, in hex
   * @param bytes its size [bytes]
   */
  public record Artefact(String sha256, long bytes) {}
}
