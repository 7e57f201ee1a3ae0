package dev.rawline.learning.plan;

import dev.rawline.data.yaml.KeyRecord;
import dev.rawline.learning.loss.CrossEntropy;
import dev.rawline.learning.loss.LossTerm.BinaryCrossEntropy;
import dev.rawline.learning.loss.LossTerm.MeanAbsoluteErrorLoss;
import dev.rawline.learning.loss.LossTerm.MeanSquaredErrorLoss;
import dev.rawline.learning.loss.SoftDice;
import dev.rawline.learning.optimize.Adam;
import dev.rawline.learning.optimize.AdamW;
import dev.rawline.learning.optimize.Schedule;
import dev.rawline.learning.optimize.Sgd;
import dev.rawline.learning.optimize.WarmUp;
import dev.rawline.learning.sample.Range;
import dev.rawline.learning.train.CameraBox;
import dev.rawline.learning.train.EarlyStopping;
import dev.rawline.learning.train.WorstCaseTraining;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A plan in one line, by which a step that an earlier run has finished is recognised.
 *
 * <p>The line is stored with a finished step, so it must never change: its names are defined here,
 * independent of the current names of records.
 */
public final class PlanText {
  private static final Map<Class<? extends Record>, String> NAMES =
      Map.ofEntries(
          Map.entry(TrainingPlan.class, "TrainingPlan"),
          Map.entry(CameraVariationPlan.class, "VaryPlan"),
          Map.entry(WorstCaseTraining.class, "WorstCasePlan"),
          Map.entry(CameraBox.class, "BoxKeys"),
          Map.entry(BatchSizeChange.class, "BatchChange"),
          Map.entry(EarlyStopping.class, "EarlyStoppingPlan"),
          Map.entry(TrackingPlan.class, "TrackPlan"),
          Map.entry(Range.class, "Range"),
          Map.entry(SplitPlan.Predefined.class, "Given"),
          Map.entry(SplitPlan.Shuffle.class, "Shuffle"),
          Map.entry(SplitPlan.File.class, "File"),
          Map.entry(DataModelPlan.Static.class, "Static"),
          Map.entry(DataModelPlan.Parametrized.class, "Parametrized"),
          Map.entry(DataModelPlan.Neural.class, "Neural"),
          Map.entry(DataModelPlan.None.class, "None"),
          Map.entry(DataModelPlan.Views.class, "Views"),
          Map.entry(TaskPlan.Classification.class, "Classification"),
          Map.entry(TaskPlan.Segmentation.class, "Segmentation"),
          Map.entry(TaskPlan.Regression.class, "Regression"),
          Map.entry(NetworkPlan.Resnet18.class, "Resnet18"),
          Map.entry(NetworkPlan.Resnet34.class, "Resnet34"),
          Map.entry(NetworkPlan.Resnet50.class, "Resnet50"),
          Map.entry(NetworkPlan.SmallCnnKeys.class, "SmallCnnKeys"),
          Map.entry(NetworkPlan.Unet.class, "Unet"),
          Map.entry(NetworkPlan.UnetPlusPlus.class, "UnetPlusPlus"),
          Map.entry(CrossEntropy.class, "CrossEntropyKeys"),
          Map.entry(SoftDice.class, "SoftDiceKeys"),
          Map.entry(BinaryCrossEntropy.class, "BinaryCrossEntropyKeys"),
          Map.entry(MeanSquaredErrorLoss.class, "MeanSquareKeys"),
          Map.entry(MeanAbsoluteErrorLoss.class, "MeanAbsoluteKeys"),
          Map.entry(Adam.class, "AdamKeys"),
          Map.entry(AdamW.class, "AdamwKeys"),
          Map.entry(Sgd.class, "SgdKeys"),
          Map.entry(Schedule.Constant.class, "ConstantKeys"),
          Map.entry(Schedule.Cosine.class, "CosineKeys"),
          Map.entry(Schedule.Steps.class, "StepsKeys"),
          Map.entry(WarmUp.Epochs.class, "Epochs"),
          Map.entry(WarmUp.Steps.class, "Steps"));

  /** Keys that a version added: the line has them where a plan has them. */
  private static final Set<String> LATER = Set.of("VaryPlan.binning", "VaryPlan.brighten");

  private PlanText() {}

  /** Returns the line. */
  public static String of(TrainingPlan plan) {
    return text(plan);
  }

  private static String text(Object value) {
    return switch (value) {
      case Optional<?> optional ->
          optional.map(held -> "Optional[" + text(held) + "]").orElse("Optional.empty");
      case List<?> list ->
          list.stream().map(PlanText::text).collect(Collectors.joining(", ", "[", "]"));
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> text(entry.getKey()) + "=" + text(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Record keys -> name(keys) + components(keys).collect(Collectors.joining(", ", "[", "]"));
      case null, default -> String.valueOf(value);
    };
  }

  private static String name(Record keys) {
    return Optional.ofNullable(NAMES.get(keys.getClass()))
        .orElseThrow(
            () -> new IllegalStateException(keys.getClass() + " has no name here: give it one"));
  }

  /** A record without a description of its own represents its components, as in files. */
  private static Stream<String> components(Record keys) {
    return Arrays.stream(keys.getClass().getRecordComponents())
        .filter(
            component ->
                !KeyRecord.held(keys, component).equals(Optional.empty())
                    || !LATER.contains(NAMES.get(keys.getClass()) + "." + component.getName()))
        .flatMap(
            component ->
                KeyRecord.key(component) == null
                        && KeyRecord.held(keys, component) instanceof Record group
                    ? components(group)
                    : Stream.of(component.getName() + "=" + text(KeyRecord.held(keys, component))));
  }
}
