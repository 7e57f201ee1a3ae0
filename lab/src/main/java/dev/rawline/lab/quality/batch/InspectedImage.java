package dev.rawline.lab.quality.batch;

import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Inspection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An image of a batch and what it shows.
 *
 * @param name what it is called
 * @param group the images of the batch that are more alike than others, as tiles of one photo
 * @param inspection what was measured on it
 */
public record InspectedImage(String name, String group, Inspection inspection) {
  /** An image of its own group. */
  public InspectedImage(String name, Inspection inspection) {
    this(name, name, inspection);
  }

  /** Returns how many of some images show an anomaly, by its kind. */
  public static Map<Anomaly.Kind, Integer> anomalies(List<InspectedImage> images) {
    Map<Anomaly.Kind, Integer> counts = new EnumMap<>(Anomaly.Kind.class);
    for (InspectedImage image : images) {
      image.inspection().anomalies().stream()
          .map(Anomaly::kind)
          .distinct()
          .forEach(kind -> counts.merge(kind, 1, Math::addExact));
    }
    return counts;
  }
}
