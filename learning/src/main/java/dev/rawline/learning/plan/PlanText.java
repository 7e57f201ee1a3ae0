package dev.rawline.learning.plan;

import dev.rawline.learning.sample.Range;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan in one line, by which a step that an earlier run has finished is recognised.
 *
 * <p>The line is part of what is stored with a finished step, so it must never change: the names in
 * it are written down here, whatever the records are called by now.
 */
public final class PlanText {
  private static final Map<Class<? extends Record>, String> NAMES =
      Map.ofEntries(
          Map.entry(TrainingPlan.class, "TrainingPlan"),
          Map.entry(CameraVariationPlan.class, "VaryPlan"),
          Map.entry(WorstCaseTrainingPlan.class, "WorstCasePlan"),
          Map.entry(CameraBoxKeys.class, "BoxKeys"),
          Map.entry(BatchSizeChange.class, "BatchChange"),
          Map.entry(EarlyStoppingPlan.class, "EarlyStoppingPlan"),
          Map.entry(TrackingPlan.class, "TrackPlan"),
          Map.entry(Range.class, "Range"),
          Map.entry(SplitPlan.Given.class, "Given"),
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
          Map.entry(LossPlan.CrossEntropyKeys.class, "CrossEntropyKeys"),
          Map.entry(LossPlan.SoftDiceKeys.class, "SoftDiceKeys"),
          Map.entry(LossPlan.BinaryCrossEntropyKeys.class, "BinaryCrossEntropyKeys"),
          Map.entry(LossPlan.MeanSquareKeys.class, "MeanSquareKeys"),
          Map.entry(LossPlan.MeanAbsoluteKeys.class, "MeanAbsoluteKeys"),
          Map.entry(OptimizerPlan.AdamKeys.class, "AdamKeys"),
          Map.entry(OptimizerPlan.AdamwKeys.class, "AdamwKeys"),
          Map.entry(OptimizerPlan.SgdKeys.class, "SgdKeys"),
          Map.entry(SchedulePlan.ConstantKeys.class, "ConstantKeys"),
          Map.entry(SchedulePlan.CosineKeys.class, "CosineKeys"),
          Map.entry(SchedulePlan.StepsKeys.class, "StepsKeys"),
          Map.entry(WarmUpPlan.Epochs.class, "Epochs"),
          Map.entry(WarmUpPlan.Steps.class, "Steps"));

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
      case Record keys -> name(keys) + components(keys);
      case null, default -> String.valueOf(value);
    };
  }

  private static String name(Record keys) {
    return Optional.ofNullable(NAMES.get(keys.getClass()))
        .orElseThrow(
            () -> new IllegalStateException(keys.getClass() + " has no name here: give it one"));
  }

  private static String components(Record keys) {
    return Arrays.stream(keys.getClass().getRecordComponents())
        .map(component -> component.getName() + "=" + text(value(keys, component)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static Object value(Record keys, RecordComponent component) {
    try {
      Method accessor = component.getAccessor();
      accessor.setAccessible(true); // the record may be its package's own
      return accessor.invoke(keys);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component + " cannot be read", e);
    }
  }
}
