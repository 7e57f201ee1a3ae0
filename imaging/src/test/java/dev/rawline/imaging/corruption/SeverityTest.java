package dev.rawline.imaging.corruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.random.Seed;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A higher severity changes pictures more, on average; seeds are fixed. */
class SeverityTest {
  private static final int DRAWS = 8;

  /**
   * The corruptions whose published constants do not always increase the change: paler colours turn
   * into stronger ones, wide bends into narrow ones, one pass into two; snow and ice are as bright
   * as some pictures; water turns into mud; and the grid of fewer pixels falls well or badly on the
   * picture.
   */
  private static final Set<CorruptionKind> UNEVEN =
      EnumSet.of(
          CorruptionKind.SATURATE,
          CorruptionKind.ELASTIC_TRANSFORM,
          CorruptionKind.GLASS_BLUR,
          CorruptionKind.SNOW,
          CorruptionKind.FROST,
          CorruptionKind.SPATTER,
          CorruptionKind.PIXELATE);

  static Stream<Arguments> cases() {
    return CorruptionKind.FAMILY.stream()
        .filter(kind -> !UNEVEN.contains(kind))
        .flatMap(kind -> Stream.of(CorruptionConstants.values()).map(c -> Arguments.of(kind, c)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHigherSeverityChangesMore(CorruptionKind kind, CorruptionConstants constants) {
    View picture = Pictures.scene(96, 80);
    double[] distances = new double[5];
    for (int severity = 1; severity <= 5; severity++) {
      for (int draw = 0; draw < DRAWS; draw++) {
        View corrupted =
            kind.at(severity, constants).draw(new Seed(draw, "severity")).apply(picture);
        distances[severity - 1] += Pictures.meanDistance(picture, corrupted) / DRAWS;
      }
    }
    assertThat(distances).as("%s %s", kind, constants).isSorted();
  }
}
