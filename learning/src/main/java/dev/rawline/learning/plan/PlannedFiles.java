package dev.rawline.learning.plan;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.data.store.Checksum;
import dev.rawline.data.store.TransferProgress;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The files that a plan names, on this machine.
 *
 * @param byKey by the keys that name them
 */
record PlannedFiles(SequencedMap<String, Path> byKey) {
  static final String CAMERA = "camera";
  static final String ISP = "data_model.static";
  static final String THETA = "data_model.parametrized.theta";
  static final String NEURAL = "data_model.neural.weights";
  static final String STANDARDIZE = "standardize";
  static final String PRETRAINED = "pretrained";
  static final String SENSOR = "vary.sensor";
  static final String REFERENCE = "track.reference";

  private static final Set<String> CHAINS = Set.of(ISP, REFERENCE);

  PlannedFiles {
    byKey = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byKey));
  }

  /**
   * Finds or fetches all of them.
   *
   * @throws IOException if one is not there
   */
  static PlannedFiles of(PlannedData data, References references, TransferProgress progress)
      throws IOException {
    TrainingPlan plan = data.plan();
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    Finder finder = new Finder(references, progress, files);
    if (plan.camera().filter(PlannedFiles::isNoCamera).isPresent()) {
      finder.find(CAMERA, plan.camera().get(), "camera.yaml");
    }
    switch (plan.dataModel().orElseThrow()) {
      case DataModelPlan.Static(String isp) -> {
        if (!isView(isp)) {
          finder.find(ISP, isp, "isp.yaml");
        }
      }
      case DataModelPlan.Parametrized parametrized -> {
        if (parametrized.theta().isPresent()) {
          finder.find(THETA, parametrized.theta().get(), ModelFolder.THETA);
        }
      }
      case DataModelPlan.Neural(Optional<String> weights) -> {
        if (weights.isPresent()) {
          finder.find(NEURAL, weights.get(), ModelFolder.DATA_MODEL);
        }
      }
      case DataModelPlan.None _, DataModelPlan.Views() -> {}
    }
    String standardize = plan.standardize().orElseThrow();
    if (!ModelAssembly.isStandardizingWord(standardize)
        && Standardization.preset(standardize).isEmpty()) {
      finder.find(STANDARDIZE, standardize, ModelFolder.STANDARDIZING, ModelFolder.STATISTICS);
    }
    if (plan.pretrained().isPresent()) {
      finder.find(PRETRAINED, plan.pretrained().get(), ModelFolder.WEIGHTS);
    }
    if (plan.vary().isPresent()) {
      Optional<String> named = plan.vary().get().sensor();
      if (named.isPresent()) {
        finder.find(SENSOR, named.get(), ModelFolder.SENSOR);
      } else {
        files.put(SENSOR, VaryPlan.sensorOf(data.dataSet()));
      }
    }
    Optional<String> reference = plan.track().flatMap(TrackPlan::reference);
    if (reference.filter(word -> !isView(word)).isPresent()) {
      finder.find(REFERENCE, reference.get(), "isp.yaml");
    }
    return new PlannedFiles(files);
  }

  private record Finder(
      References references, TransferProgress progress, SequencedMap<String, Path> found) {
    void find(String key, String text, String... names) throws IOException {
      try {
        found.put(key, references.of(text).file(List.of(names), progress));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
      }
    }
  }

  private static boolean isNoCamera(String word) {
    return !word.equals("file") && Camera.preset(word).isEmpty();
  }

  private static boolean isView(String word) {
    return ViewName.ALL.stream().anyMatch(name -> name.toString().equals(word));
  }

  Optional<Path> file(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /**
   * Returns the sums of their contents, by the keys that name them; those of the arrays that a
   * chain names too.
   *
   * @throws IOException if one cannot be read
   */
  SequencedMap<String, String> sums() throws IOException {
    SequencedMap<String, String> sums = new LinkedHashMap<>();
    for (String key : byKey.keySet()) {
      Path file = byKey.get(key);
      if (Files.isRegularFile(file)) {
        sums.put(key, sum(file));
      }
      if (CHAINS.contains(key)) {
        for (Path array : IspFiles.arrays(file)) {
          sums.put("%s %s".formatted(key, array.getFileName()), sum(array));
        }
      }
    }
    return sums;
  }

  private static String sum(Path file) throws IOException {
    return Checksum.of(file, Checksum.Algorithm.SHA256).hex();
  }
}
