package dev.rawline.lab.evaluation;

import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.data.split.Split;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The split that a model was trained by × a data set → the samples by which the model may be
 * judged.
 *
 * <p>Samples are known by their ids, whatever light they show their scene in; so a data set that
 * was made of the training data in other light is known too.
 *
 * @param split the split that the model was trained by
 * @param dataSet what is to be evaluated
 */
public record HeldOutSamples(Split split, DataSet dataSet) {

  /** Returns how many samples the model has learned from, or from others of their groups. */
  public int learned() {
    Set<String> ids = scenes(Subset.TRAIN);
    Set<String> groups = new HashSet<>(ids);
    dataSet.samples().stream()
        .filter(sample -> ids.contains(scene(sample)))
        .forEach(sample -> groups.add(sample.group()));
    return (int)
        dataSet.samples().stream()
            .filter(sample -> ids.contains(scene(sample)) || groups.contains(sample.group()))
            .count();
  }

  /**
   * Returns the samples of a side.
   *
   * @throws IllegalArgumentException if there is none
   */
  public DataSet side(Subset side) {
    Set<String> ids = scenes(side);
    if (dataSet.samples().stream().noneMatch(sample -> ids.contains(scene(sample)))) {
      throw new IllegalArgumentException(
          "the model learned from %d of the %d samples of data set %s, and none is of its %s side: name another data set, or evaluate all by --side all, which flatters the model"
              .formatted(learned(), dataSet.samples().size(), dataSet.name(), side.word()));
    }
    return dataSet.where(sample -> ids.contains(scene(sample)));
  }

  private Set<String> scenes(Subset side) {
    return split.ids(side).stream().map(IntensityFolders::scene).collect(Collectors.toSet());
  }

  private static String scene(Sample sample) {
    return IntensityFolders.scene(sample.id());
  }
}
