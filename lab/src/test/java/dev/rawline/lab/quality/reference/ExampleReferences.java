package dev.rawline.lab.quality.reference;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.inspection.Anomaly;
import dev.rawline.imaging.inspection.Defect;
import dev.rawline.imaging.inspection.Inspector;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.BlurResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** References of synthetic quantities. */
public final class ExampleReferences {
  /** 128×96 pixels, 12 bits, black at 64 DN, saturated at 4000 DN. */
  public static final FrameMetadata FRAME =
      new FrameMetadata(
          128, 96, Cfa.RGGB, 12, false, new Inspector(SiteValues.uniform(64), 4000, 1, 0.01));

  private ExampleReferences() {}

  /** Returns plausible numbers of images: levels about 500 DN that vary by a tenth. */
  public static QuantityTable table(int images, long seed) {
    Random random = new Random(seed);
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.of(FRAME.cfa())) {
      double[] column = new double[images];
      for (int i = 0; i < images; i++) {
        double spread = random.nextGaussian();
        column[i] =
            switch (quantity) {
              case RED_TO_GREEN -> 0.6 + 0.02 * spread;
              case BLUE_TO_GREEN -> 0.8 + 0.02 * spread;
              case GAIN -> 2 + 0.02 * spread;
              case BLACK_LEVEL -> 64 + 0.2 * spread;
              case GREEN_IMBALANCE -> 0.002 * spread;
              case SATURATED, UNDEREXPOSED, MISSING_CODES -> 0;
              default -> 500 + 50 * spread;
            };
      }
      columns.put(quantity, column);
    }
    for (int i = 0; i < images; i++) {
      double green = columns.get(Quantity.GREEN_MEAN)[i];
      columns.get(Quantity.RED_MEAN)[i] = green * columns.get(Quantity.RED_TO_GREEN)[i];
      columns.get(Quantity.BLUE_MEAN)[i] = green * columns.get(Quantity.BLUE_TO_GREEN)[i];
    }
    return QuantityTable.of(names(images), columns);
  }

  /** Returns names of images. */
  public static List<String> names(int images) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < images; i++) {
      names.add("normal " + i);
    }
    return names;
  }

  /** Returns a reference of some numbers, whose images show some anomalies. */
  public static QualityReference of(QuantityTable images, Map<Anomaly.Kind, Integer> anomalies) {
    List<Long> fingerprints = new ArrayList<>();
    for (int i = 0; i < images.images(); i++) {
      fingerprints.add(1000L + i);
    }
    return new QualityReference(
        "normal",
        FRAME,
        images,
        fingerprints,
        anomalies,
        List.of(new Defect(3, 7, Defect.Kind.HOT, 9.5)),
        Optional.empty(),
        Optional.empty(),
        BlurResponse.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));
  }
}
