package dev.rawline.learning.assembly;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.store.Checksum;
import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.learning.plan.CameraVariationPlan;
import dev.rawline.learning.plan.DataModelPlan;
import dev.rawline.learning.plan.PlanWords;
import dev.rawline.learning.plan.ReferenceResolver;
import dev.rawline.learning.plan.TrackingPlan;
import dev.rawline.learning.plan.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The files that a plan names, on this machine.
 *
 * @param byKey by the keys that name them
 */
record PlanFiles(SequencedMap<String, Path> byKey) {
  static final String CAMERA = "camera";
  static final String ISP = "data_model.static";
  static final String THETA = "data_model.parametrized.theta";
  static final String NEURAL = "data_model.neural.weights";
  static final String STANDARDIZE = "standardize";
  static final String PRETRAINED = "pretrained";
  static final String SENSOR = CameraVariationPlan.SENSOR_KEY;
  static final String REFERENCE = "track.reference";

  static final KeyRecord<CameraVariationPlan> VARY = new KeyRecord<>(CameraVariationPlan.class);
  private static final KeyRecord<TrackingPlan> TRACK = new KeyRecord<>(TrackingPlan.class);
  private static final Set<String> CHAINS = Set.of(ISP, REFERENCE);

  PlanFiles {
    byKey = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byKey));
  }

  /**
   * Finds or fetches all of them.
   *
   * @throws IOException if one is not there
   */
  static PlanFiles of(ResolvedPlan data, ReferenceResolver references, Progress progress)
      throws IOException {
    TrainingPlan plan = data.plan();
    SequencedMap<String, Path> files = new LinkedHashMap<>();
    Finder finder = new Finder(references, progress, files);
    if (plan.camera().filter(word -> !PlanWords.cameras().contains(word)).isPresent()) {
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
    if (!PlanWords.standardizations().contains(standardize)) {
      finder.find(STANDARDIZE, standardize, ModelFolder.STANDARDIZING, ModelFolder.STATISTICS);
    }
    if (plan.pretrained().isPresent()) {
      finder.find(PRETRAINED, plan.pretrained().get(), ModelFolder.WEIGHTS);
    }
    if (plan.vary().isPresent()) {
      files.put(SENSOR, plan.vary().get().sensorFile(data.dataSet(), references, progress));
    }
    Optional<String> reference = plan.track().flatMap(TrackingPlan::reference);
    if (reference.filter(word -> !isView(word)).isPresent()) {
      finder.find(REFERENCE, reference.get(), "isp.yaml");
    }
    return new PlanFiles(files);
  }

  private record Finder(
      ReferenceResolver references, Progress progress, SequencedMap<String, Path> found) {
    void find(String key, String text, String... names) throws IOException {
      found.put(key, references.file(key, text, List.of(names), progress));
    }
  }

  private static boolean isView(String word) {
    return ViewName.of(word).isPresent();
  }

  /** The alternatives to a file in a plan. */
  @FunctionalInterface
  interface Naming {
    /** Returns the name of a file in the plan that results. */
    String of(String key, String text, Path file) throws IOException;
  }

  /** Returns a plan with other names for these files, where it names them. */
  TrainingPlan named(TrainingPlan plan, Naming naming) throws IOException {
    Map<String, Object> values = new HashMap<>();
    values.put("camera", named(CAMERA, plan.camera(), naming));
    values.put("standardize", named(STANDARDIZE, plan.standardize(), naming));
    values.put("pretrained", named(PRETRAINED, plan.pretrained(), naming));
    switch (plan.dataModel().orElseThrow()) {
      case DataModelPlan.Static(String isp) ->
          values.put(
              "data_model",
              new DataModelPlan.Static(named(ISP, Optional.of(isp), naming).orElseThrow()));
      case DataModelPlan.Parametrized parametrized ->
          values.put(
              "data_model",
              new DataModelPlan.Parametrized(
                  named(THETA, parametrized.theta(), naming),
                  parametrized.frozen(),
                  parametrized.thawed(),
                  parametrized.learned()));
      case DataModelPlan.Neural(Optional<String> weights) ->
          values.put("data_model", new DataModelPlan.Neural(named(NEURAL, weights, naming)));
      case DataModelPlan.None _, DataModelPlan.Views() -> {}
    }
    if (plan.vary().isPresent()) {
      CameraVariationPlan vary = plan.vary().get();
      values.put("vary", VARY.with(vary, with("sensor", named(SENSOR, vary.sensor(), naming))));
    }
    if (plan.track().isPresent()) {
      TrackingPlan track = plan.track().get();
      values.put(
          "track",
          TRACK.with(track, with("reference", named(REFERENCE, track.reference(), naming))));
    }
    values.replaceAll(
        (_, value) -> value instanceof Optional<?> given ? given.orElse(null) : value);
    return plan.with(values);
  }

  private Optional<String> named(String key, Optional<String> text, Naming naming)
      throws IOException {
    Path file = byKey.get(key);
    return text.isPresent() && file != null ? Optional.of(naming.of(key, text.get(), file)) : text;
  }

  private static Map<String, Object> with(String key, Optional<String> text) {
    Map<String, Object> values = new HashMap<>();
    values.put(key, text.orElse(null));
    return values;
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
