package dev.rawline.lab.quality.cause;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.inspection.SignedRoot;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.lab.quality.batch.QuantityTable;
import dev.rawline.lab.quality.cause.Attribution.Conclusion;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Synthetic tables of quantities. */
class FindCauseTest {
  private static final double GAIN = 8;
  private static final double DARK_VARIANCE = 900;
  private static final double BLACK = 4096;
  private static final CameraMetadata STATED = new CameraMetadata(BLACK, false, 0);

  /** The mean and the quantiles of red, green and blue. */
  private static final List<List<Quantity>> LEVELS =
      List.of(
          List.of(Quantity.RED_MEAN, Quantity.RED_05, Quantity.RED_50, Quantity.RED_95),
          List.of(Quantity.GREEN_MEAN, Quantity.GREEN_05, Quantity.GREEN_50, Quantity.GREEN_95),
          List.of(Quantity.BLUE_MEAN, Quantity.BLUE_05, Quantity.BLUE_50, Quantity.BLUE_95));

  /** Images whose brightness is log-normal and whose colours differ less. */
  private static QuantityTable images(int count, Random random) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.of(Cfa.RGGB)) {
      columns.put(quantity, new double[count]);
    }
    for (int i = 0; i < count; i++) {
      double light = 8000 * Math.exp(0.5 * random.nextGaussian());
      double dark = 0.2 * Math.exp(0.2 * random.nextGaussian());
      double[] colours = new double[3];
      for (int colour = 0; colour < 3; colour++) {
        colours[colour] = light * Math.exp(0.1 * random.nextGaussian());
        List<Quantity> levels = LEVELS.get(colour);
        set(columns, levels.get(0), i, colours[colour]);
        set(columns, levels.get(1), i, dark * noisy(colours[colour], random));
        set(columns, levels.get(2), i, 0.9 * noisy(colours[colour], random));
        set(columns, levels.get(3), i, 1.8 * noisy(colours[colour], random));
      }
      set(columns, Quantity.BLACK_LEVEL, i, BLACK + 0.1 * dark * noisy(light, random));
      set(columns, Quantity.GAIN, i, GAIN + 0.3 * random.nextGaussian());
      set(
          columns,
          Quantity.READ_NOISE,
          i,
          SignedRoot.of(DARK_VARIANCE + 1500 * random.nextGaussian()));
      set(columns, Quantity.RED_TO_GREEN, i, colours[0] / colours[1]);
      set(columns, Quantity.BLUE_TO_GREEN, i, colours[2] / colours[1]);
      set(columns, Quantity.GREEN_IMBALANCE, i, 0.005 * random.nextGaussian());
      set(columns, Quantity.EDGE_WIDTH, i, 2 + 0.3 * random.nextGaussian());
      set(columns, Quantity.SPECTRUM_SLOPE, i, -6 + 0.6 * random.nextGaussian());
      set(columns, Quantity.FALL_OFF, i, 0.3 * random.nextGaussian());
      set(columns, Quantity.ROW_BANDING, i, 20 * random.nextGaussian());
      set(columns, Quantity.COLUMN_BANDING, i, 20 * random.nextGaussian());
      set(columns, Quantity.NEIGHBOUR_CORRELATION, i, 0.03 * random.nextGaussian());
    }
    return QuantityTable.of(Collections.nCopies(count, "image"), columns);
  }

  private static double noisy(double level, Random random) {
    return level * Math.exp(0.05 * random.nextGaussian());
  }

  private static void set(Map<Quantity, double[]> columns, Quantity of, int image, double value) {
    columns.get(of)[image] = value;
  }

  private static QuantityTable with(QuantityTable table, Quantity of, double[] values) {
    Map<Quantity, double[]> columns = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      columns.put(quantity, quantity == of ? values : table.column(quantity));
    }
    return QuantityTable.of(table.names(), columns);
  }

  private static double[] times(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  /** At a rate of 0.01, more than 9 of 300 batches occur once in a thousand times. */
  @Test
  void falseCausesAreNoMoreFrequentThanStated() {
    Random random = new Random(7);
    int falseCauses = 0;
    for (int trial = 0; trial < 300; trial++) {
      FindCause find = new FindCause(images(60 + trial, random), BlurResponse.UNKNOWN, STATED);
      falseCauses +=
          find.of(images(8 + trial % 25, random)).conclusion() == Conclusion.NOTHING ? 0 : 1;
    }
    System.out.printf("causes reported of 300 in-control batches: %d%n", falseCauses);
    assertThat(falseCauses).isLessThanOrEqualTo(9);
  }

  @Test
  void levelsAtConstantGainAreAttributedToTheLight() {
    Random random = new Random(8);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable darker =
        new DriftInversion(
                CameraDrift.NONE.with(DriftParameter.EXPOSURE, Math.log(2)),
                BlurResponse.UNKNOWN,
                STATED)
            .of(images(32, random));
    darker = rooted(darker);
    Attribution found = find.of(darker);
    assertThat(found.causes()).containsExactly(DriftCause.EXPOSURE);
    assertThat(found.fitted(DriftParameter.EXPOSURE).orElseThrow().estimate().value())
        .isBetween(0.35, 0.7);
  }

  /** Compensated tables hold variances. */
  private static QuantityTable rooted(QuantityTable table) {
    QuantityTable rooted = table;
    for (Quantity quantity : Quantity.values()) {
      if (SignedRoot.QUANTITIES.contains(quantity)) {
        double[] roots = table.column(quantity);
        for (int i = 0; i < roots.length; i++) {
          roots[i] = SignedRoot.of(roots[i]);
        }
        rooted = with(rooted, quantity, roots);
      }
    }
    return rooted;
  }

  @Test
  void aGainDriftMustMoveTheLevelsToo() {
    Random random = new Random(9);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable batch = images(32, random);
    Attribution found = find.of(with(batch, Quantity.GAIN, times(batch.column(Quantity.GAIN), 3)));
    assertThat(found.causes()).isNotEqualTo(List.of(DriftCause.GAIN));
  }

  /** Read noise cannot fall below 0: an intercept below it is a black level. */
  @Test
  void readNoiseIsNeverNegative() {
    Random random = new Random(10);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable batch = images(32, random);
    double[] noise = batch.column(Quantity.READ_NOISE);
    for (int i = 0; i < noise.length; i++) {
      noise[i] = SignedRoot.of(SignedRoot.square(noise[i]) - 10 * DARK_VARIANCE);
    }
    assertThat(find.of(with(batch, Quantity.READ_NOISE, noise)).causes())
        .isNotEqualTo(List.of(DriftCause.READ_NOISE));
  }

  @Test
  void correlatedNoiseIsNoneOfTheCauses() {
    Random random = new Random(11);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable batch = images(32, random);
    double[] correlation = batch.column(Quantity.NEIGHBOUR_CORRELATION);
    for (int i = 0; i < correlation.length; i++) {
      correlation[i] += 0.3;
    }
    Attribution found = find.of(with(batch, Quantity.NEIGHBOUR_CORRELATION, correlation));
    assertThat(found.conclusion()).isEqualTo(Conclusion.NONE_OF_THESE);
    assertThat(found.signs().getFirst().quantity()).isEqualTo(Quantity.NEIGHBOUR_CORRELATION);
    assertThat(found.sentence()).contains("neighbour correlation");
  }

  /** Shot noise grows with light: noise that falls with it was removed by software. */
  @Test
  void noiseThatFallsWithLightIsNoneOfTheCauses() {
    Random random = new Random(15);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable images = images(32, random);
    for (QuantityTable batch : List.of(images, without(images, random, 0.6, Quantity.GAIN))) {
      Attribution found =
          find.of(with(batch, Quantity.GAIN, times(batch.column(Quantity.GAIN), -0.05)));
      assertThat(found.conclusion()).isEqualTo(Conclusion.NONE_OF_THESE);
      assertThat(found.signs().getFirst().quantity()).isEqualTo(Quantity.GAIN);
      assertThat(found.hypotheses()).isEmpty();
      assertThat(found.sentence()).contains("no camera moves gain");
    }
  }

  private static QuantityTable without(
      QuantityTable table, Random random, double share, Quantity... of) {
    QuantityTable some = table;
    boolean[] missing = new boolean[table.images()];
    for (int i = 0; i < missing.length; i++) {
      missing[i] = random.nextDouble() < share;
    }
    for (Quantity quantity : of) {
      double[] values = table.column(quantity);
      for (int i = 0; i < values.length; i++) {
        values[i] = missing[i] ? Double.NaN : values[i];
      }
      some = with(some, quantity, values);
    }
    return some;
  }

  /** Dark or restless images have no gain: that is no finding, and the others suffice. */
  @Test
  void unmeasuredQuantitiesAreOmitted() {
    Random random = new Random(12);
    FindCause find = new FindCause(images(150, random), BlurResponse.UNKNOWN, STATED);
    QuantityTable batch = images(32, random);
    QuantityTable silent = without(batch, random, 1, Quantity.GAIN, Quantity.READ_NOISE);
    Attribution found = find.of(silent);
    assertThat(found.conclusion()).isEqualTo(Conclusion.NOTHING);
    assertThat(found.unmoved()).isBetween(FindCause.ALPHA, 1.0);
    QuantityTable redder = silent;
    for (Quantity red : LEVELS.getFirst()) {
      redder = with(redder, red, times(redder.column(red), 1.3));
    }
    redder = with(redder, Quantity.RED_TO_GREEN, times(redder.column(Quantity.RED_TO_GREEN), 1.3));
    assertThat(find.of(redder).causes()).containsExactly(DriftCause.WHITE_BALANCE);
    QuantityTable empty = without(batch, random, 1, Quantity.values());
    assertThat(find.of(empty).conclusion()).isEqualTo(Conclusion.NOTHING);
  }

  /** Frames of one scene differ little: a reference may have a single quantity that varies. */
  @Test
  void aReferenceOfFewQuantitiesSuffices() {
    Random random = new Random(13);
    List<Quantity> all = List.of(Quantity.GAIN, Quantity.GREEN_MEAN, Quantity.RED_TO_GREEN);
    for (int count = 0; count <= all.size(); count++) {
      List<Quantity> some = all.subList(0, count);
      Quantity[] others =
          Arrays.stream(Quantity.values())
              .filter(quantity -> !some.contains(quantity))
              .toArray(Quantity[]::new);
      QuantityTable reference = without(images(20, random), random, 1, others);
      FindCause find = new FindCause(reference, BlurResponse.UNKNOWN, STATED);
      assertThat(find.of(images(8, random)).conclusion())
          .as("%s", some)
          .isEqualTo(Conclusion.NOTHING);
    }
  }

  /**
   * A mean over 65 % of the images is known worse by √1.54; the reference has ten times as many, so
   * that its own part of the variance is a tenth. Which images are missing moves a ratio by a
   * tenth, that of twenty draws by a fortieth.
   */
  @Test
  void fewerImagesWidenTheInterval() {
    Quantity[] ofNoise = {Quantity.GAIN, Quantity.READ_NOISE};
    double fewer = 0;
    double fewerInBoth = 0;
    int draws = 20;
    for (int draw = 0; draw < draws; draw++) {
      Random random = new Random(14 + draw);
      QuantityTable reference = images(400, random);
      QuantityTable batch = images(40, random);
      QuantityTable some = without(batch, random, 0.35, ofNoise);
      double all = halfWidth(reference, batch);
      double half = halfWidth(reference, some);
      fewer += half / all / draws;
      fewerInBoth += halfWidth(without(reference, random, 0.35, ofNoise), some) / half / draws;
    }
    System.out.printf("of fewer images: %.3f, of both: %.3f%n", fewer, fewerInBoth);
    assertThat(fewer).isBetween(1.15, 1.3);
    assertThat(fewerInBoth).isBetween(0.99, 1.05);
  }

  /** Returns half the interval of the gain's logarithm. */
  private static double halfWidth(QuantityTable reference, QuantityTable batch) {
    Attribution found = new FindCause(reference, BlurResponse.UNKNOWN, STATED).of(batch);
    Estimate gain =
        found.others().stream()
            .filter(each -> each.number() == DriftParameter.GAIN)
            .findFirst()
            .orElseThrow()
            .estimate();
    return Math.log(gain.high() / gain.low()) / 2;
  }
}
