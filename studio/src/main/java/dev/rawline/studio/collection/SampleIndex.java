package dev.rawline.studio.collection;

import dev.rawline.data.layout.IntensityFolders;
import dev.rawline.data.set.Sample;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Names in files of results → places of samples.
 *
 * <p>Evaluations under other light name the same scene by another id: where no sample has an id,
 * the only one that shows its scene is meant.
 *
 * @param ids the places of ids
 * @param scenes the places of scenes that one sample shows; −1 where several do
 */
record SampleIndex(Map<String, Integer> ids, Map<String, Integer> scenes) {
  private static final int SEVERAL = -1;

  /** Returns the index of samples. */
  static SampleIndex of(List<Sample> samples) {
    Map<String, Integer> ids = new HashMap<>();
    Map<String, Integer> scenes = new HashMap<>();
    for (int i = 0; i < samples.size(); i++) {
      ids.put(samples.get(i).id(), i);
      scenes.merge(IntensityFolders.scene(samples.get(i).id()), i, (_, _) -> SEVERAL);
    }
    return new SampleIndex(ids, scenes);
  }

  /** Returns the place of the sample that a name means, if any. */
  OptionalInt of(String name) {
    Integer place = ids.get(name);
    if (place == null) {
      place = scenes.getOrDefault(IntensityFolders.scene(name), SEVERAL);
    }
    return place == SEVERAL ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
