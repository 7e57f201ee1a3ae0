package dev.rawline.lab.forensics;

import dev.rawline.data.file.JsonFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The worst cases of one group of numbers and one model.
 *
 * @param split which division of the data set, from 1
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
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("split", split);
    told.put("group", group);
    told.put("metric", metric);
    told.put("baseline", baseline);
    told.put("samples", samples);
    told.put("cases", cases.stream().map(WorstCameraResult::told).toList());
    JsonFile.write(told, folder.resolve(NAME));
  }

  static WorstCases read(Path folder) throws IOException {
    Map<String, Object> told = JsonFile.read(folder.resolve(NAME));
    if (!(told.get("cases") instanceof List<?> list)) {
      throw new IOException(
          "%s tells no cases: run the same command again".formatted(folder.resolve(NAME)));
    }
    List<WorstCameraResult> cases = new ArrayList<>();
    list.forEach(each -> cases.add(WorstCameraResult.of((Map<?, ?>) each)));
    return new WorstCases(
        ((Number) told.get("split")).intValue(),
        String.valueOf(told.get("group")),
        String.valueOf(told.get("metric")),
        ((Number) told.get("baseline")).doubleValue(),
        ((Number) told.get("samples")).intValue(),
        cases);
  }
}
