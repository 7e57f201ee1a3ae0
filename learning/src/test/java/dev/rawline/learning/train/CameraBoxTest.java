package dev.rawline.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Theta;
import dev.rawline.learning.sample.Range;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Intervals by names become intervals of single numbers, or all problems. */
class CameraBoxTest {
  private static final Theta PARAMETRIZED = Isp.parametrized(Camera.DRONE).theta();
  private static final Range ONE = new Range(1, 2);

  private static CameraBox box(Object... namesAndRanges) {
    SequencedMap<String, Range> intervals = new LinkedHashMap<>();
    for (int i = 0; i < namesAndRanges.length; i += 2) {
      intervals.put((String) namesAndRanges[i], (Range) namesAndRanges[i + 1]);
    }
    return new CameraBox(intervals);
  }

  @Test
  void aNameAppliesToEachOfItsNumbers() {
    Range dark = new Range(-0.01, 0.01);
    SortedMap<Integer, Range> places =
        box("black_level", dark, "colour_matrix[1]", ONE, "gamma", ONE).in(PARAMETRIZED);
    Map<String, Range> byName = new TreeMap<>();
    places.forEach((place, range) -> byName.put(PARAMETRIZED.name(place), range));
    assertThat(byName)
        .isEqualTo(
            new TreeMap<>(
                Map.of(
                    "black_level[0]", dark,
                    "black_level[1]", dark,
                    "black_level[2]", dark,
                    "black_level[3]", dark,
                    "colour_matrix[1][0]", ONE,
                    "colour_matrix[1][1]", ONE,
                    "colour_matrix[1][2]", ONE,
                    "gamma", ONE)));
  }

  @Test
  void allProblemsAreReported() {
    CameraBox wrong =
        box(
            "gama", ONE,
            "black_level[4]", ONE,
            "white_balance", ONE,
            "white_balance[1]", ONE,
            "gamma", new Range(-1, 2));
    assertThatThrownBy(() -> wrong.in(PARAMETRIZED))
        .hasMessageStartingWith(
            "θ has no parameter 'gama': expected one of black_level, demosaic, ")
        .hasMessageContaining(
            "; θ has no number 'black_level[4]': black_level has the shape [4], counted from 0;"
                + " white_balance[1] is in two intervals: leave one of them out; gamma is from -1.0"
                + " to 2.0: expected within ");
  }

  @Test
  void aBoxNeedsAnInterval() {
    assertThatThrownBy(() -> new CameraBox(new LinkedHashMap<>()))
        .hasMessage(
            "the box of cameras is empty: expected at least one interval of θ, such as gamma: [1.6,"
                + " 3]");
  }

  /** A static view has the parameters of its stages. */
  @Test
  void validNumbersDependOnTheChain() {
    Theta view = Isp.of(Camera.DRONE, ViewName.parse("menon-unsharp-median")).theta();
    assertThat(box("unsharp.radius", ONE).in(view)).hasSize(1);
    assertThatThrownBy(() -> box("blur", ONE).in(view))
        .hasMessageStartingWith("θ has no parameter 'blur': expected one of black_level, ");
  }

  @Test
  void numbersWithoutAMeaningAreRejectedTogether() {
    CameraBox box = box("gamma", ONE);
    assertThatThrownBy(() -> new WorstCaseTraining(box, -1, Optional.of(0.0), 1.5))
        .hasMessage(
            "worst case: steps is -1: expected 0 to 1000 (no unit); share is 1.5: expected above 0"
                + " and at most 1 (no unit); rate is 0: expected above 0 and at most 1 (no unit)");
    assertThat(List.of(new WorstCaseTraining(box, 0, Optional.of(1.0), 1.0).share()))
        .containsExactly(1.0);
  }
}
