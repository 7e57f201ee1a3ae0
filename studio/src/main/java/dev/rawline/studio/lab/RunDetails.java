package dev.rawline.studio.lab;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.book.RunRow;
import dev.rawline.workbench.book.RunSummary;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a page shows of a run, but for its long tables.
 *
 * @param run the run
 * @param origin the origin of its results
 * @param parameters its parameters
 * @param metrics the extremes of its metrics
 * @param tags its tags
 * @param artefacts its artefacts
 * @param parts the first of its parts
 * @param cells the number of its cells
 * @param predictions the number of its predictions
 * @param tolerances its tolerance intervals
 * @param pareto whether it compared ways to acquire samples
 * @param reproduction how it is repeated
 */
record RunDetails(
    RunSummary run,
    RunOrigin origin,
    Map<String, String> parameters,
    Map<String, RunRow.Range> metrics,
    Map<String, String> tags,
    List<Artefact> artefacts,
    List<RunSummary> parts,
    long cells,
    long predictions,
    List<RunLog.Tolerance> tolerances,
    boolean pareto,
    Reproduction reproduction) {
  private static final int MOST_ARTEFACTS = 2000;

  /**
   * A file of a run.
   *
   * @param name its name
   * @param bytes its size [bytes]
   * @param sha256 the checksum of its content
   * @param kind what a page does with it: picture, page, text or file
   */
  record Artefact(String name, long bytes, String sha256, String kind) {}

  /** Reads a run. */
  static RunDetails of(LabBook book, long number) throws IOException {
    RunRecord record = book.run(number);
    RunRow row = book.rows(List.of(number), Optional.empty()).getFirst();
    return new RunDetails(
        record.run(),
        record.origin(),
        redacted(record.parameters()),
        row.metrics(),
        redacted(record.tags()),
        record.artefacts().entrySet().stream()
            .limit(MOST_ARTEFACTS)
            .map(
                entry ->
                    new Artefact(
                        entry.getKey(),
                        entry.getValue().bytes(),
                        entry.getValue().sha256(),
                        ArtefactType.kind(entry.getKey())))
            .toList(),
        record.parts().stream().limit(RunNumbers.MOST).toList(),
        record.cells(),
        record.predictions(),
        record.tolerances() == 0 ? List.of() : book.tolerances(number),
        record.artefacts().containsKey(ParetoPoints.TABLE),
        Reproduction.of(record, book.place()));
  }

  /** Returns texts without the secrets of addresses in them. */
  static Map<String, String> redacted(Map<String, String> texts) {
    Map<String, String> redacted = new LinkedHashMap<>();
    texts.forEach((name, text) -> redacted.put(name, Address.redacted(text)));
    return redacted;
  }
}
