package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.card.CardText;
import dev.rawline.data.card.DataCard;
import dev.rawline.data.card.DataSetCounts;
import dev.rawline.data.card.Rights;
import dev.rawline.data.statistics.DataSetStatistics;
import dev.rawline.data.statistics.Standardization;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Rgb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CardFilesTest {
  private static final String SUM = "0123456789abcdef".repeat(4);
  private static final Rights RIGHTS =
      new Rights(Optional.of("CC BY 4.0"), Optional.of("A. | B."), Optional.of("doi:10.1/2"));

  @TempDir Path folder;

  @Test
  void everyCardSurvivesARoundTrip() throws IOException {
    Path file = folder.resolve("card.yaml");
    for (DataCard card : List.of(full(), bare())) {
      DescriptionFiles.CARD.write(card, file);
      assertThat(DescriptionFiles.CARD.read(file)).isEqualTo(card);
    }
  }

  @Test
  void allProblemsAreReportedTogether() throws IOException {
    Path file = folder.resolve("card.yaml");
    Files.writeString(
        file,
        """
        name: cells
        what: x
        samples: 0
        classes: {a: 1.5, b: 0}
        intensities: [1, 2]
        sha256: abc
        """);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> DescriptionFiles.CARD.read(file))
        .withMessage(
            """
            %s: 6 errors
              - the file lacks made: expected text (how the data set was made)
              - samples (line 3) is 0: expected a whole number of at least 1 (the number of samples)
              - classes.a (line 4) is 1.5: expected a whole number of at least 1
              - classes.b (line 4) is 0: expected a whole number of at least 1
              - intensities[1] (line 5) is 2: expected a number from above 0 to 1
              - sha256 (line 6) is 'abc': expected text (SHA-256, 64 hexadecimal digits, of ids, labels, groups, pixels and masks, independent of the file format)\
            """
                .formatted(file));
  }

  @Test
  void contradictoryNumbersAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataSetCounts(3, 4, 0, new TreeMap<>()))
        .withMessage(
            "a data set of 3 samples has 4 groups, 0 masks and 0 samples of classes:"
                + " expected at least 1 sample and 1 group, and no more of anything than samples");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DataSetCounts(3, 1, 0, new TreeMap<>(Map.of("a", 4))));
  }

  @Test
  void aCardIsAReadablePage() {
    assertThat(CardText.of(full(), "More.\n"))
        .isEqualTo(
            """
            # cells

            Cells under a microscope.

            | | |
            | --- | --- |
            | licence | CC BY 4.0 |
            | attribution | A. \\| B. |
            | citation | doi:10.1/2 |
            | source | zenodo:10.5281/zenodo.1 |
            | camera | microscope |
            | calibration | published |
            | intensities | 1.0, 0.5 |
            | contents | 7 samples, 5 groups, 1 mask, 3 classes |
            | how made | by hand |
            | sha256 of the content | `%s` |

            | class | samples |
            | --- | ---: |
            | a: b | 2 |
            | no | 1 |
            | é{ | 3 |

            More.
            """
                .formatted(SUM));
  }

  @Test
  void derivedDataSetsKeepTheirAttribution() {
    assertThat(RIGHTS.changed("cut into tiles"))
        .isEqualTo(
            new Rights(
                RIGHTS.licence(), Optional.of("A. | B.; cut into tiles"), RIGHTS.citation()));
    assertThat(Rights.UNKNOWN.changed("cut into tiles").attribution()).contains("cut into tiles");
  }

  @Test
  void statisticsAreReadAsWritten() throws IOException {
    DataSetStatistics statistics =
        new DataSetStatistics(
            "mosaics",
            "drone",
            new Standardization(new Rgb(0.1, 1 / 3.0, -2), new Rgb(1e-9, 0.5, 3)),
            12,
            "split 1",
            SUM);
    Path file = folder.resolve("statistics.yaml");
    DescriptionFiles.STATISTICS.write(statistics, file);
    assertThat(DescriptionFiles.STATISTICS.read(file)).isEqualTo(statistics);
  }

  private static DataCard full() {
    return new DataCard(
        "cells",
        "Cells under a microscope.",
        RIGHTS,
        Optional.of("zenodo:10.5281/zenodo.1"),
        Optional.of("microscope"),
        Optional.of("published"),
        List.of(1.0, 0.5),
        new DataSetCounts(7, 5, 1, new TreeMap<>(Map.of("no", 1, "a: b", 2, "é{", 3))),
        SUM,
        "by hand");
  }

  private static DataCard bare() {
    return new DataCard(
        "b",
        "c",
        Rights.UNKNOWN,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        new DataSetCounts(1, 1, 0, new TreeMap<>()),
        SUM,
        "d");
  }
}
