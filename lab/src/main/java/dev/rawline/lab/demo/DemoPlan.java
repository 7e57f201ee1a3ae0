package dev.rawline.lab.demo;

import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.lab.demo.RunDemo.DemoScale;
import dev.rawline.lab.drift.DriftPlan;
import dev.rawline.learning.plan.NetworkPlan;
import dev.rawline.learning.plan.TaskPlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The drift experiment of a demo: four of the twelve views, which differ in every stage, a small
 * network, and a few corruptions.
 *
 * <p>The views are half of all combinations of two demosaicings, two sharpenings and two
 * denoisings, chosen such that every stage is in half of them: any two differ in two stages.
 *
 * @param data the data set, as a plan names it
 * @param camera whose numbers render it, as a plan names it
 * @param scale how much work it is
 */
record DemoPlan(String data, String camera, DemoScale scale) {
  private static final List<String> VIEWS =
      List.of(
          "bilinear-sharpen-median",
          "menon-unsharp-median",
          "bilinear-unsharp-gaussian",
          "menon-sharpen-gaussian");
  private static final List<String> CORRUPTIONS =
      List.of("gaussian_noise", "gaussian_blur", "contrast", "brightness");
  private static final NetworkPlan SMALL_CNN = new NetworkPlan.SmallCnnKeys(null);
  private static final NetworkPlan SMALL_U_NET =
      new NetworkPlan.Unet(
          new NetworkPlan.UnetKeys(NetworkPlan.Encoder.RESNET18, 3, List.of(32, 16, 8)));

  /**
   * Returns the plan, but for the model, which depends on the task.
   *
   * @throws ConfigurationException if the names of data set or camera are none
   */
  DriftPlan withoutModel() throws ConfigurationException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("name", "demo");
    keys.put("training.data", quoted(data));
    keys.put("training.camera", quoted(camera));
    keys.put("training.size", "64");
    keys.put("training.augment", "weak");
    keys.put("training.learning_rate", "0.003");
    keys.put("training.schedule", "cosine");
    keys.put("training.epochs", String.valueOf(scale.epochs()));
    keys.put("training.batch", "16");
    keys.put("training.validation", "0");
    keys.put(
        "splits",
        String.format(Locale.ROOT, "{shuffle: {number: %d, train: 0.7}}", scale.splits()));
    keys.put("train.views", VIEWS.subList(0, scale.views()).toString());
    keys.put(
        "corruptions", "{names: %s, severities: %s}".formatted(CORRUPTIONS, scale.severities()));
    return DriftPlan.FILES.file().read(Optional.empty(), keys);
  }

  /** Returns the model of a task. */
  static NetworkPlan network(TaskPlan task) {
    return switch (task) {
      case TaskPlan.Classification _, TaskPlan.Regression _ -> SMALL_CNN;
      case TaskPlan.Segmentation _ -> SMALL_U_NET;
    };
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "''") + "'";
  }
}
