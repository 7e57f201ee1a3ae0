package dev.rawline.data.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RawDescriptionTest {

  @Test
  void allProblemsAreReportedTogether() {
    assertThatThrownBy(
            () ->
                new RawDescription(
                    Optional.of(0),
                    Optional.of(-3),
                    Optional.of(17),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new SourcedValue<>(SiteValues.uniform(600), "flag")),
                    Optional.of(new SourcedValue<>(512.0, "flag")),
                    Optional.of(new SourcedValue<>(new Rgb(2, 0, 1), "flag")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(new SourcedValue<>(-1.0, "flag")),
                    Optional.of(new SourcedValue<>(Double.NaN, "flag"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "width is 0: expected at least 1 pixel; "
                + "height is -3: expected at least 1 pixel; "
                + "bits is 17: expected 8 to 16 bits; "
                + "white level is 512.0 DN: expected more than the black level, 600.0 DN; "
                + "white balance is Rgb[red=2.0, green=0.0, blue=1.0]: "
                + "expected finite gains other than 0; "
                + "ISO speed is -1.0: expected more than 0; "
                + "exposure time is NaN s: expected more than 0 s");
  }

  @Test
  void descriptionsCompleteEachOther() {
    RawDescription flags =
        RawDescription.headerless(4, 2, 12, new SourcedValue<>(Cfa.GRBG, "flag --cfa"));
    RawDescription sidecar =
        RawDescription.headerless(8, 8, 16, new SourcedValue<>(Cfa.RGGB, "sidecar photo.yaml"));
    assertThat(flags.orElse(sidecar)).isEqualTo(flags);
    assertThat(RawDescription.NONE.orElse(sidecar)).isEqualTo(sidecar);
  }
}
