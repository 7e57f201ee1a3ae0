package dev.rawline.data.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Cfa;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlNamesTest {
  private static final List<String> STAGES =
      List.of("median", "gamma", "unsharp_masking", "menon2007", "tv_bregman", "tv_chambolle");

  @ParameterizedTest
  @CsvSource({
    "greenInRedRow, green_in_red_row",
    "TvChambolle, tv_chambolle",
    "iso, iso",
    "Malvar2004, malvar2004",
  })
  void camelCaseBecomesSnakeCase(String camelCase, String snakeCase) {
    assertThat(YamlNames.snakeCase(camelCase)).isEqualTo(snakeCase);
  }

  @Test
  void constantsAreLowerCaseButColourLayoutsAreNot() {
    assertThat(YamlNames.of(Camera.Scale.BLACK_TO_WHITE)).isEqualTo("black_to_white");
    assertThat(YamlNames.of(Cfa.RGGB)).isEqualTo("RGGB");
  }

  @ParameterizedTest
  @CsvSource({
    "medain, median",
    "Gamma, gamma",
    "gama, gamma",
    "unsharp, unsharp_masking",
    "unsharp_mask, unsharp_masking",
    "menon, menon2007",
    "menon2004, menon2007",
    "tv_chambole, tv_chambolle",
  })
  void aMisspeltNameGetsASuggestion(String misspelt, String meant) {
    assertThat(YamlNames.nearest(misspelt, STAGES)).contains(meant);
  }

  @ParameterizedTest
  @CsvSource({"''", "x", "tv", "saturation", "bilateral", "12345"})
  void anUnrelatedNameGetsNoSuggestion(String strange) {
    assertThat(YamlNames.nearest(strange, STAGES)).isEmpty();
  }
}
