package dev.rawline.lab.quality.check;

import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.statistic.AverageRunLength;
import dev.rawline.lab.statistic.ControlScheme;
import dev.rawline.lab.statistic.ReferenceSize;
import java.util.Arrays;
import java.util.List;

/**
 * Which quantities are charted against a reference, and by which charts: those of a watch, which a
 * page of a batch draws too.
 *
 * @param kind which charts are kept
 * @param runLength how many images there are between false alarms of all charts together, on
 *     average
 * @param charted the quantities
 * @param size the fewest values that the reference knows of one of them
 */
public record ChartDesign(Kind kind, double runLength, List<Quantity> charted, ReferenceSize size) {
  private static final double EWMA_WEIGHT = 0.1;
  private static final double CUSUM_ALLOWANCE = 0.5;

  /** Of fewer values normal scores are too coarse for charts. */
  private static final int FEWEST_CHARTED = 20;

  /** Of so many images of the reference a quantity must be known. */
  private static final double PRESENT = 0.8;

  /** Which charts are kept. */
  public enum Kind {
    /** Exponentially weighted moving averages: small lasting shifts. */
    EWMA,
    /** Cumulative sums: shifts of about one deviation. */
    CUSUM
  }

  /** Copies the list. */
  public ChartDesign {
    charted = List.copyOf(charted);
  }

  /**
   * Designs the charts: a quantity that was seldom known has none, nor one that was the same in
   * more than half of the images, as a share that is nearly always 0: the scores of rare values are
   * not normal, and one image far out would be enough for an alarm.
   */
  public static ChartDesign of(QualityReference reference, Kind kind, double runLength) {
    QuantityTable images = reference.images();
    double fewest = Math.max(FEWEST_CHARTED, PRESENT * images.images());
    List<Quantity> charted =
        Quantity.of(reference.frame().cfa()).stream()
            .filter(quantity -> images.known(quantity).length >= fewest)
            .filter(quantity -> varies(images.known(quantity)))
            .toList();
    int size =
        charted.stream()
            .mapToInt(quantity -> images.known(quantity).length)
            .min()
            .orElse(FEWEST_CHARTED);
    return new ChartDesign(kind, runLength, charted, new ReferenceSize(size));
  }

  private static boolean varies(double[] values) {
    double median = Arrays.stream(values).sorted().toArray()[values.length / 2];
    return 2 * Arrays.stream(values).filter(value -> value == median).count() <= values.length;
  }

  /**
   * Returns a chart before its first score; all quantities have the same.
   *
   * @throws IllegalArgumentException if no chart has such a run length
   */
  public ControlScheme fresh() {
    double each = AverageRunLength.each(runLength, Math.max(1, charted.size()));
    return switch (kind) {
      case EWMA -> AverageRunLength.ewma(EWMA_WEIGHT, each, size);
      case CUSUM -> AverageRunLength.cusum(CUSUM_ALLOWANCE, each, size);
    };
  }

  /**
   * Returns the text by which a journal recognises the charts that it continues: it must never
   * change.
   */
  @Override
  public String toString() {
    return "ChartDesign[kind=%s, runLength=%s, charted=%s, size=ReferenceSize[values=%s]]"
        .formatted(kind, runLength, charted, size.values());
  }
}
