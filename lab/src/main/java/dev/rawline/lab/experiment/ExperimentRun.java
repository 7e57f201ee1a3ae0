package dev.rawline.lab.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.workbench.book.RunLog;
import dev.rawline.workbench.book.RunLog.Measured;
import dev.rawline.workbench.book.RunOrigin;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A running experiment: the provenance of its results, and what is kept of its folder.
 *
 * @param experiment the experiment
 * @param origin the origin of its findings
 * @param log where it is written down
 * @param own the folder that it writes
 * @param start when it began ({@link System#nanoTime})
 */
public record ExperimentRun(
    Experiment<?, ?> experiment, RunOrigin origin, RunLog log, OutputFolder own, long start) {
  private static final double NANOSECONDS = 1e9;

  /** Returns the provenance of the results, as values of a JSON file. */
  public Map<String, Object> provenance() {
    return JsonRecords.values(
        new Origin(
            experiment.plan().name(),
            origin.plan(),
            origin.commit(),
            experiment.dataSetName(),
            origin.data(),
            experiment.recordingSums(),
            origin.seeds(),
            experiment.device().toString(),
            experiment.plan().threads(),
            origin.machine(),
            origin.versions()));
  }

  /** Returns the provenance after the command that was run. */
  public Map<String, Object> provenanceOfCommand() {
    SequencedMap<String, Object> all = new LinkedHashMap<>(provenance());
    all.putFirst("command", own.command());
    return all;
  }

  private record Origin(
      String experiment,
      String plan,
      String commit,
      String dataSet,
      String data,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> recorded,
      List<Long> seeds,
      String device,
      int threads,
      String machine,
      Map<String, String> versions) {}

  /** Records figures of the whole experiment. */
  public void figures(Map<String, Double> figures) throws IOException {
    log.metrics(
        figures.entrySet().stream()
            .map(figure -> new Measured(figure.getKey(), 0, figure.getValue()))
            .toList());
  }

  /**
   * Writes the provenance and the duration into the folder, and keeps all files in the lab book.
   *
   * @param provenance the provenance of the results
   * @param made the files that were made
   * @param named the files of the folder that the plan names
   * @throws IOException if one cannot be read or written
   */
  public void finish(Map<String, Object> provenance, List<Path> made, List<Path> named)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(provenance);
    all.put("seconds", (System.nanoTime() - start) / NANOSECONDS);
    Path record = own.finish(all, made);
    List<Path> files =
        Stream.of(made, List.of(record), named).flatMap(List::stream).distinct().toList();
    for (Path file : files) {
      log.artefact(own.path().relativize(file).toString(), file);
    }
  }
}
