package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The worst cases of one group of numbers and one model.
 *
 * @param split which split of the data set, from 1
 * @param group the group
 * @param metric what was measured
 * @param baseline the metric at the default camera
 * @param samples of how many samples
 * @param cases what was found, a restraint each
 */
public record WorstCases(
    int split,
    String group,
    String metric,
    double baseline,
    int samples,
    List<WorstCameraResult> cases) {
  private static final String NAME = "worst-cases.json";

  /** Copies the list. */
  public WorstCases {
    cases = List.copyOf(cases);
  }

  /** Returns the file of θ of a case, in the folder of its step. */
  static Path theta(Path folder, int number) {
    return folder.resolve("theta-%d.yaml".formatted(number));
  }

  /** Returns the file of θ of the worst of the random draws. */
  static Path drawn(Path folder, int number) {
    return folder.resolve("drawn-%d.yaml".formatted(number));
  }

  void write(Path folder) throws IOException {
    JsonRecords.write(this, folder.resolve(NAME));
  }

  static WorstCases read(Path folder) throws IOException {
    return JsonRecords.read(folder.resolve(NAME), WorstCases.class);
  }
}
