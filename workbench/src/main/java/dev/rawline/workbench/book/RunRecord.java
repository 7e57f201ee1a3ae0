package dev.rawline.workbench.book;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * All that a book tells of a run at once; steps of metrics, cells, predictions and tolerances are
 * read one kind at a time.
 *
 * @param run the run
 * @param origin where its findings come from
 * @param parameters its parameters, by name
 * @param metrics the last value of every metric, by name; not a number where it diverged
 * @param tags its tags, by name
 * @param artefacts its artefacts, by name
 * @param parts the runs that are parts of it, oldest first
 * @param cells how many numbers of models under conditions there are
 * @param predictions how many predictions of single samples there are
 * @param tolerances how many tolerance intervals there are
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
   * A file that a book keeps.
   *
   * @param sha256 the sum of its content, in hex
   * @param bytes its size [bytes]
   */
  public record Artefact(String sha256, long bytes) {}
}
