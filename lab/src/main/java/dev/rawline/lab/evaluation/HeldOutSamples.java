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
 * The split that a model was trained by × a data set → the samples on which the model may be
 * evaluated.
 *
 * <p>Samples are known by their ids, whatever light they show their scene in; so that a data set
 * derived from the training data at another intensity is recognized too.
 *
 * @param split the split that the model was trained by
 * @param dataSet what is to be evaluated
 */
public record HeldOutSamples(Split split, DataSet dataSet) {

  /** Returns on how many samples, or others of their groups, the model was trained. */
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
          "the model was trained on %d of the %d samples of data set %s, and none is in its %s subset: give another data set, or evaluate all by --side all, which overestimates its performance"
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
