package dev.rawline.lab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CopyRatiosTest {
  private static double[][] normal(int images, long seed) {
    RandomStream random = new RandomStream(seed);
    double[][] rows = new double[images][12];
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = random.nextGaussian();
      }
    }
    return rows;
  }

  private static List<double[][]> single(double[][] rows) {
    List<double[][]> versions = new ArrayList<>();
    for (double[] row : rows) {
      versions.add(new double[][] {row});
    }
    return versions;
  }

  @Test
  void ratioIsNearestOverSecondNearestWhateverTheVersion() {
    List<double[][]> training =
        List.of(
            new double[][] {{9, 9}, {3, 0}}, new double[][] {{0, 4}}, new double[][] {{40, 40}});
    CopyRatios ratios = CopyRatios.of(new double[][] {{0, 0}}, training);
    assertThat(ratios.ratios()[0]).isCloseTo(0.75, Offset.offset(1e-12));
    assertThat(ratios.nearest()[0]).isZero();
  }

  @Test
  void copiesAreFoundAndOthersAreNot() {
    double[][] training = normal(80, 1);
    CopyRatios heldOut = CopyRatios.of(normal(60, 2), single(training));
    CopyRatios fresh = CopyRatios.of(normal(60, 3), single(training));
    double[][] copies = normal(60, 4);
    for (int i = 0; i < 20; i++) { // a third are copies with a little noise
      for (int j = 0; j < copies[i].length; j++) {
        copies[i][j] = training[i][j] + 0.05 * copies[i][j];
      }
    }
    assertThat(fresh.pValue(heldOut)).isBetween(0.02, 1.0);
    assertThat(CopyRatios.of(copies, single(training)).pValue(heldOut)).isLessThan(0.01);
    // A third, and a twentieth of the others.
    assertThat(CopyRatios.of(copies, single(training)).shareBelow(heldOut))
        .isBetween(1 / 3.0, 0.45);
  }

  @Test
  void theTestIsOneSidedAndHoldsItsLevel() {
    double[][] training = normal(50, 1);
    int rejected = 0;
    for (int i = 0; i < 200; i++) {
      CopyRatios one = CopyRatios.of(normal(25, 10 + 2L * i), single(training));
      CopyRatios other = CopyRatios.of(normal(25, 11 + 2L * i), single(training));
      rejected += one.pValue(other) < 0.05 ? 1 : 0;
    }
    assertThat(rejected).isBetween(1, 22); // at most 10 expected
  }

  /** The control is the test of Mann and Whitney alone, which does not find them. */
  @Test
  void fewCopiesAreFound() {
    double[][] training = normal(200, 1);
    CopyRatios heldOut = CopyRatios.of(normal(90, 2), single(training));
    double[][] drawn = normal(600, 3);
    double without = CopyRatios.of(drawn, single(training)).pValue(heldOut);
    for (int i = 0; i < 48; i++) { // of 600: 8 %
      for (int j = 0; j < drawn[i].length; j++) {
        drawn[i][j] = training[i][j] + 0.05 * drawn[i][j];
      }
    }
    assertThat(without).isGreaterThan(0.1);
    CopyRatios copied = CopyRatios.of(drawn, single(training));
    assertThat(copied.smallerThan(heldOut)).isGreaterThan(0.05);
    assertThat(copied.pValue(heldOut)).isLessThan(0.025);
  }

  /** By hand: two of two below the smallest of two others, in one of six orders. */
  @Test
  void exceedanceIsThatCountedByHand() {
    CopyRatios low = new CopyRatios(new double[] {0.1, 0.2}, new int[2], new int[2]);
    CopyRatios high = new CopyRatios(new double[] {0.8, 0.9}, new int[2], new int[2]);
    assertThat(low.exceedance(high)).isCloseTo(1 / 6.0, Offset.offset(1e-12));
    assertThat(high.exceedance(low)).isEqualTo(1);
  }

  @Test
  void equalRatiosAreNoEvidence() {
    double[][] training = normal(10, 1);
    CopyRatios same = CopyRatios.of(training, single(training));
    assertThat(same.ratios()).containsOnly(0);
    assertThat(same.pValue(same)).isEqualTo(1);
  }

  @Test
  void rejectsATrainingOfOne() {
    assertThatThrownBy(() -> CopyRatios.of(new double[1][2], single(new double[1][2])))
        .hasMessageContaining("1 images of the training: expected at least 2");
  }
}
