package dev.rawline.lab.experiment;

import dev.rawline.workbench.book.RunLog;
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
 * An experiment that is being run: where its numbers come from, and what is kept of its folder.
 *
 * @param planned what is run
 * @param origin where its findings come from
 * @param log where it is written down
 * @param own the folder that it writes
 * @param start when it began ({@link System#nanoTime})
 */
public record ExperimentRun(
    ExperimentLog<?> planned, RunOrigin origin, RunLog log, OutputFolder own, long start) {
  private static final double NANOSECONDS = 1e9;

  /** Returns where everything comes from, as values of a JSON file. */
  public SequencedMap<String, Object> told() {
    SequencedMap<String, Object> told = new LinkedHashMap<>();
    told.put("experiment", planned.plan().name());
    told.put("plan", origin.plan());
    told.put("commit", origin.commit());
    told.put("data_set", planned.dataSet());
    told.put("data", origin.data());
    told.put("seeds", origin.seeds());
    told.put("device", planned.device().toString());
    told.put("threads", planned.plan().threads());
    told.put("machine", origin.machine());
    told.put("versions", origin.versions());
    return told;
  }

  /**
   * Tells in the folder where everything comes from and how long it took, and keeps all files in
   * the lab book.
   *
   * @param told where everything comes from
   * @param made the files that were made
   * @param named the files of the folder that the plan names
   * @throws IOException if one cannot be read or written
   */
  public void finish(Map<String, Object> told, List<Path> made, List<Path> named)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>(told);
    all.put("seconds", (System.nanoTime() - start) / NANOSECONDS);
    Path provenance = own.finish(all, made);
    List<Path> files =
        Stream.of(made, List.of(provenance), named).flatMap(List::stream).distinct().toList();
    for (Path file : files) {
      log.artefact(own.path().relativize(file).toString(), file);
    }
  }
}
