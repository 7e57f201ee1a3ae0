package dev.rawline.data.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import dev.rawline.imaging.sensor.recapture.CorrectionMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorrectionMapFilesTest {
  @TempDir private Path folder;

  @Test
  void wordsOfPixelsInProvenanceAreStable() {
    assertThat(new Pixel(3, 14)).hasToString("Pixel[row=3, column=14]");
  }

  @Test
  void mapsSurviveARoundTrip() throws IOException {
    RawImage gains = map(1, 1.25f, 0.5f, 2, 1, 1);
    RawImage offsets = map(-3, 0.5f, 0, 1, 2, 12);
    Set<Pixel> defects = Set.of(new Pixel(1, 2), new Pixel(0, 2));
    AtomicFile.write(
        CorrectionMapFiles.contents(
            new CorrectionMaps(Optional.of(gains), Optional.of(offsets), defects), folder));

    CorrectionMaps read = CorrectionMapFiles.read(folder);
    assertThat(read.gains().orElseThrow().samples()).containsExactly(gains.samples());
    assertThat(read.gains().orElseThrow().width()).isEqualTo(3);
    assertThat(read.offsets().orElseThrow().samples()).containsExactly(offsets.samples());
    assertThat(read.defects()).isEqualTo(defects);
    assertThat(folder.resolve("defects.csv")).hasContent("row,column\n0,2\n1,2\n");
  }

  @Test
  void aMapMayBeMissing() throws IOException {
    AtomicFile.write(
        CorrectionMapFiles.contents(
            new CorrectionMaps(Optional.empty(), Optional.empty(), Set.of()), folder));
    CorrectionMaps read = CorrectionMapFiles.read(folder);
    assertThat(read.gains()).isEmpty();
    assertThat(read.defects()).isEmpty();
  }

  @Test
  void aFolderWithoutMapsAndDamagedMapsAreRejected() throws IOException {
    assertThatThrownBy(() -> CorrectionMapFiles.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            folder
                + ": the folder contains none of flat-field.npy, dark-offset.npy, defects.csv: give the output folder of a calibration");
    Files.writeString(folder.resolve("dark-offset.npy"), "no array");
    Files.writeString(folder.resolve("defects.csv"), "row,column\n3;4\n");
    assertThatThrownBy(() -> CorrectionMapFiles.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("2 errors")
        .hasMessageContaining("dark-offset.npy is no NumPy array: expected a two-dimensional")
        .hasMessageContaining("line 2 of defects.csv is '3;4': expected row,column");
  }

  private static RawImage map(float... values) {
    return RawImage.normalised(3, 2, Cfa.RGGB, values);
  }
}
