package dev.rawline.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTest {
  private static final Sample FIRST = TestSets.sample("a", "cell", "slide 1", 0.25f);
  private static final Sample SECOND = TestSets.sample("b", "cell", "slide 2", 0.5f);

  @TempDir Path folder;

  @Test
  void theChecksumOfADataSetCoversAllThatAModelLearnsFrom() throws IOException {
    Sample masked = FIRST.with(FIRST.label().with(new TestSets.Corner("m", 1)));
    List<Sample> variants =
        List.of(
            FIRST,
            FIRST.withId("c"),
            FIRST.with(Label.of("car")),
            FIRST.with(Label.NONE),
            FIRST.with(new TestSets.Flat("a", 0.75f)),
            FIRST.with(new TestSets.Pixel("a", 0.25f)),
            masked,
            masked.with(masked.label().with(new TestSets.Corner("m", 2))),
            new Sample("a", FIRST.picture(), FIRST.label(), "slide 9", 1, Optional.empty()),
            new Sample("a", FIRST.picture(), FIRST.label(), "slide 1", 0.5, Optional.empty()));
    Set<String> sums = new HashSet<>();
    for (Sample variant : variants) {
      sums.add(TestSets.of(List.of(variant, SECOND)).hash());
    }
    assertThat(sums).hasSize(variants.size());
  }

  @Test
  void theChecksumDoesNotDependOnOrderOrFiles() throws IOException {
    String sum = TestSets.of(List.of(FIRST, SECOND)).hash();
    assertThat(TestSets.of(List.of(SECOND, FIRST)).hash()).isEqualTo(sum);

    RawImage raw =
        new RawImage(
            2,
            2,
            Cfa.GBRG,
            RawImage.Unit.DN,
            new float[] {1, 2, 3, 65535},
            Calibration.unknown(Short.SIZE));
    List<String> sums = new ArrayList<>();
    for (String name : List.of("one.tiff", "other.tif")) {
      RawFiles.write(raw, folder.resolve(name));
      sums.add(
          TestSets.of(
                  List.of(
                      FIRST.with(new RawFilePicture(folder.resolve(name), RawDescription.NONE))))
              .hash());
    }
    assertThat(sums.get(0)).isEqualTo(sums.get(1));
    // The recording in the sidecar takes precedence.
    Files.writeString(folder.resolve("other.yaml"), "cfa: RGGB\n");
    assertThat(
            SampleChecksum.of(
                    FIRST.with(
                        new RawFilePicture(folder.resolve("other.tif"), RawDescription.NONE)))
                .picture())
        .isNotEqualTo(SampleChecksum.of(raw));
  }

  @Test
  void joinedSetsKeepTheirGroups() {
    Map<String, DataSet> parts = new LinkedHashMap<>();
    parts.put("raw_scale100", TestSets.of(List.of(FIRST, SECOND)));
    parts.put("raw_scale010", TestSets.of(List.of(FIRST)));
    DataSet joined = DataSet.join("both", parts);
    assertThat(joined.samples())
        .extracting(Sample::id)
        .containsExactly("raw_scale100/a", "raw_scale100/b", "raw_scale010/a");
    assertThat(joined.samples())
        .extracting(Sample::group)
        .containsExactly("slide 1", "slide 2", "slide 1");
  }

  @Test
  void twoSamplesWithOneIdAreRejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestSets.of(List.of(FIRST, SECOND, FIRST)))
        .withMessage("data set test has two samples with the id a: ids must be unique");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TestSets.of(List.of()))
        .withMessage("data set test has no samples");
  }

  /** Programs name files by ids: an id outside their folder could write anywhere. */
  @Test
  void anIdOutsideItsFolderIsRejected() {
    for (String id :
        List.of("/a", "..", "../a", "a/../../b", "a//b", "a/", "./a", "a/.", "a\\b", "C:\\a")) {
      assertThatIllegalArgumentException()
          .as(id)
          .isThrownBy(() -> FIRST.withId(id))
          .withMessage(
              "a sample is called '%s': expected a name below a folder, such as images/1, without backslashes and without empty, '.' or '..' parts"
                  .formatted(id));
    }
    for (String id : List.of("a", "a/b", "..a", "a..", ".hidden/...", "ä 漢/1.5")) {
      assertThat(FIRST.withId(id).id()).isEqualTo(id);
    }
  }

  @Test
  void aSampleHasNamesAndAnIntensity() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIRST.withId(" "))
        .withMessage("a sample is called ' ': expected a name without control characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Label.of("a\tb"))
        .withMessage("a class is called 'a�b': expected a name without control characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Sample("a", FIRST.picture(), Label.NONE, "g", 0, Optional.empty()))
        .withMessage(
            "sample a has intensity 0.0: expected above 0 and at most 1 (share of the light)");
  }
}
