package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.scenes.street.AerialStreet;
import dev.rawline.workbench.book.RunLogs;
import dev.rawline.workbench.share.LocalCluster;
import dev.rawline.workbench.share.Share;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws of quality control that several processes share: the files are those of one. */
class SharedQualityTest {
  /** Three groups of images, the last of them not whole. */
  private static final int IMAGES = 21;

  @TempDir private Path folder;
  private static List<RawImage> images;

  @BeforeAll
  static void record() {
    SimulatedDrifts drifts =
        new SimulatedDrifts(new AerialStreet(), OpticsSpec.DRONE, SensorSpec.DRONE, 64, 3);
    images = new ArrayList<>();
    for (var light : drifts.lights(0, IMAGES)) {
      images.add(drifts.record(light, CameraDrift.NONE, new Seed(5, "image " + images.size())));
    }
    float[] hot = images.getFirst().samples().clone();
    hot[64 * 20 + 20] = 4000;
    images.set(0, images.getFirst().with(RawImage.Unit.DN, hot));
  }

  private static BuildReference building(Path place) {
    return new BuildReference(
        place,
        Optional.of(SensorSpec.DRONE),
        Optional.empty(),
        Optional.empty(),
        2,
        1,
        RunLogs.NONE);
  }

  private static CheckQuality checking(Path place, Path reference) throws IOException {
    LinkedHashMap<String, String> keys = new LinkedHashMap<>();
    keys.put("reference", "reference");
    keys.put("data", "incoming");
    keys.put("threads", "2");
    return new CheckQuality(
        QualityPlan.FILE.read(Optional.empty(), keys),
        QualityReferenceFiles.read(reference),
        CameraDrift.NONE,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        place,
        RunLogs.NONE);
  }

  /** A command that is run. */
  private interface Command {
    void run() throws IOException;
  }

  private static void spread(int parts, boolean loses, Command command) throws IOException {
    LocalCluster cluster = new LocalCluster(2, loses, command::run);
    String _ =
        Share.run(
            new Share.Spread(cluster, OptionalInt.of(parts)),
            () -> {
              command.run();
              return "";
            });
  }

  /** Returns a file without the time at which it was made, and the sum that covers it. */
  private static String content(Path file) throws IOException {
    return Files.readString(file)
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "TIME")
        .replaceAll("\"sha256\" *: *\"[0-9a-f]{64}\"", "SUM");
  }

  @Test
  void referenceAndVerdictAreThoseOfOneProcess() throws IOException {
    DataSet set = InMemory.set("frames", images);
    Path alone = folder.resolve("alone");
    var _ = building(alone).run(set, false, Progress.SILENT);
    Path checkedAlone = folder.resolve("checked alone");
    var _ = checking(checkedAlone, alone).run(set, Progress.SILENT);
    for (int parts : new int[] {1, 2, 7}) {
      for (boolean loses : new boolean[] {false, true}) {
        String name = parts + " " + loses;
        Path shared = folder.resolve("reference " + name);
        spread(
            parts,
            loses,
            () -> {
              var _ = building(shared).run(set, false, Progress.SILENT);
            });
        assertThat(content(shared.resolve(QualityReferenceFiles.NAME)))
            .as(name)
            .isEqualTo(content(alone.resolve(QualityReferenceFiles.NAME)));
        assertThat(shared.resolve(".pixels")).doesNotExist();
        Path checked = folder.resolve("check " + name);
        spread(
            parts,
            loses,
            () -> {
              var _ = checking(checked, alone).run(set, Progress.SILENT);
            });
        assertThat(checked.resolve(CheckQuality.IMAGES))
            .hasSameTextualContentAs(checkedAlone.resolve(CheckQuality.IMAGES));
        assertThat(content(checked.resolve("quality.json")))
            .isEqualTo(content(checkedAlone.resolve("quality.json")));
      }
    }
  }

  @Test
  void imagesOfSeveralSizesAreCheckedAsByOneProcess() throws IOException {
    Path reference = folder.resolve("reference");
    var _ = building(reference).run(InMemory.set("frames", images), false, Progress.SILENT);
    List<RawImage> mixed = new ArrayList<>(images);
    mixed.set(0, images.getFirst().crop(0, 0, 32, 32));
    DataSet set = InMemory.set("mixed", mixed);
    Path alone = folder.resolve("alone");
    var _ = checking(alone, reference).run(set, Progress.SILENT);
    for (int parts : new int[] {1, 3}) {
      Path checked = folder.resolve("check " + parts);
      spread(
          parts,
          false,
          () -> {
            var _ = checking(checked, reference).run(set, Progress.SILENT);
          });
      assertThat(content(checked.resolve("quality.json")))
          .isEqualTo(content(alone.resolve("quality.json")));
    }
  }

  @Test
  void anImageThatCannotBeReadIsReportedAsByOneProcess() {
    List<Sample> samples = new ArrayList<>(InMemory.set("frames", images).samples());
    RawPicture lost =
        new RawPicture() {
          @Override
          public String name() {
            return "lost.dng";
          }

          @Override
          public RawImage read() throws IOException {
            throw new IOException("lost.dng: is truncated");
          }
        };
    samples.set(17, new Sample("lost", lost, Label.NONE));
    DataSet set = InMemory.set("frames", images).with(samples);
    Command command =
        () -> {
          var _ = building(folder.resolve("broken")).run(set, false, Progress.SILENT);
        };
    for (Command each : List.<Command>of(command, () -> spread(3, false, command))) {
      assertThatThrownBy(each::run)
          .isInstanceOf(IOException.class)
          .hasMessage("lost.dng: is truncated");
    }
    assertThat(folder.resolve("broken").resolve(QualityReferenceFiles.NAME)).doesNotExist();
  }
}
