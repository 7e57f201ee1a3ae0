package dev.rawline.lab.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Label;
import dev.rawline.data.set.RawPicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.ViewPicture;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.optics.OpticsSpec;
import dev.rawline.imaging.random.Seed;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.lab.ResultSchema;
import dev.rawline.lab.quality.cause.Attribution;
import dev.rawline.lab.quality.cause.CameraDrift;
import dev.rawline.lab.quality.cause.DriftCause;
import dev.rawline.lab.quality.cause.DriftParameter;
import dev.rawline.lab.quality.check.QualityPlan;
import dev.rawline.lab.quality.effect.CompensationBounds;
import dev.rawline.lab.quality.reference.QualityReference;
import dev.rawline.lab.quality.reference.QualityReferenceFiles;
import dev.rawline.lab.quality.verdict.Verdict;
import dev.rawline.scenes.street.AerialStreet;
import dev.rawline.workbench.book.BookLocation;
import dev.rawline.workbench.book.LabBook;
import dev.rawline.workbench.book.RunRecord;
import dev.rawline.workbench.output.OutputFolder;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Batches of one simulated camera, from raw images to files and the lab book. */
class CheckQualityTest {
  private static final int SIDE = 96;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  private static DataSet normal;
  private static DataSet same;
  private static DataSet drifted;
  private static QualityReference reference;
  private static CheckQuality.Result higherGain;

  @BeforeAll
  static void record() throws IOException {
    SimulatedDrifts drifts =
        new SimulatedDrifts(new AerialStreet(), OpticsSpec.DRONE, SensorSpec.DRONE, SIDE, 3);
    normal = recorded(drifts, "sound", drifts.lights(0, 24), CameraDrift.NONE);
    Irradiance[] incoming = drifts.lights(100, 16);
    same = recorded(drifts, "same", incoming, CameraDrift.NONE);
    drifted =
        recorded(
            drifts, "drifted", incoming, CameraDrift.NONE.with(DriftParameter.GAIN, Math.log(1.4)));
    try (LabBook book = book(shared)) {
      reference = build(shared.resolve("reference"), book).run(normal, false, Progress.SILENT);
      higherGain = check(drifted, shared.resolve("out"), book);
    }
  }

  private static DataSet recorded(
      SimulatedDrifts drifts, String name, Irradiance[] lights, CameraDrift difference) {
    List<RawImage> images = new ArrayList<>();
    for (int i = 0; i < lights.length; i++) {
      images.add(drifts.record(lights[i], difference, new Seed(5, name + " " + i)));
    }
    return InMemory.set(name, images);
  }

  private static LabBook book(Path place) throws IOException {
    return LabBook.open(BookLocation.Folder.of(place.resolve("book")));
  }

  private static BuildReference build(Path place, LabBook book) {
    return new BuildReference(
        place, Optional.of(SensorSpec.DRONE), Optional.empty(), Optional.empty(), 2, 1, book);
  }

  private static QualityPlan plan() throws IOException {
    LinkedHashMap<String, String> keys = new LinkedHashMap<>();
    keys.put("name", "morning");
    keys.put("reference", "reference");
    keys.put("data", "incoming");
    keys.put("threads", "2");
    return QualityPlan.FILE.read(Optional.empty(), keys);
  }

  private CheckQuality.Result check(DataSet batch, String out, LabBook book) throws IOException {
    return check(batch, folder.resolve(out), book);
  }

  private static CheckQuality.Result check(DataSet batch, Path out, LabBook book)
      throws IOException {
    return new CheckQuality(
            plan(),
            reference,
            CameraDrift.NONE,
            Optional.empty(),
            Optional.empty(),
            List.of("my reference", "incoming", "--cfa", "RGGB"),
            out,
            book)
        .run(batch, Progress.SILENT);
  }

  /** Whatever they are called: copies show no differences, and every limit would be 0. */
  @Test
  void aReferenceOfCopiesIsRefused() throws IOException {
    Sample first = normal.samples().getFirst();
    List<Sample> copies = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      copies.add(
          new Sample(
              "copy " + i, first.picture(), first.label(), "copy " + i, 1, Optional.empty()));
    }
    DataSet set = new DataSet("copies", Rights.UNKNOWN, copies, Optional.empty());
    try (LabBook book = book(folder)) {
      assertThatThrownBy(
              () -> build(folder.resolve("copies"), book).run(set, false, Progress.SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith(
              "copies has 7 images with the same samples as another one (first: copy 1 = copy 0): ")
          .hasMessageEndingWith("remove the copies");
      assertThat(folder.resolve("copies").resolve(QualityReferenceFiles.NAME)).doesNotExist();
    }
  }

  @Test
  void anUnchangedCameraDoesNotFailAndTheFolderMayBeRelative() throws IOException {
    try (LabBook book = book(folder)) {
      Path out = Path.of("").toAbsolutePath().relativize(folder.resolve("out"));
      CheckQuality.Result result = check(same, out, book);
      assertThat(folder.resolve("out/quality.json")).exists();
      assertThat(result.check().verdict())
          .as("%s %s", result.story(), result.check().offenders())
          .isNotEqualTo(Verdict.FAIL);
      assertThat(result.check().attribution().orElseThrow().conclusion())
          .isEqualTo(Attribution.Conclusion.NOTHING);
      assertThat(result.effect()).isEmpty();
    }
  }

  @Test
  void aHigherGainFailsAndIsNamedInEveryFile() throws IOException {
    assertThat(higherGain.check().verdict()).isEqualTo(Verdict.FAIL);
    Attribution found = higherGain.check().attribution().orElseThrow();
    assertThat(found.causes()).containsExactly(DriftCause.GAIN);
    assertThat(found.fitted(DriftParameter.GAIN).orElseThrow().estimate().value())
        .isCloseTo(1.4, within(0.05));
    assertThat(higherGain.story()).contains(found.sentence());

    assertFiles(shared.resolve("out"), higherGain);
    try (LabBook book = book(shared)) {
      assertRun(book.run(book.number(higherGain.run())));
    }
  }

  private static void assertFiles(Path out, CheckQuality.Result result) throws IOException {
    assertThat(out)
        .isDirectoryContaining("glob:**report.html")
        .isDirectoryContaining("glob:**certificate.html")
        .isDirectoryContaining("glob:**images.csv")
        .isDirectoryContaining("glob:**plan.yaml");
    Map<String, Object> record = JsonFile.read(out.resolve("quality.json"));
    ResultSchema.requireFits(out.resolve("quality.json"), "quality");
    assertThat(record)
        .containsEntry("verdict", "fail")
        .containsEntry("batch", "drifted")
        .containsEntry("images", 16)
        .containsEntry("reference_images", 24)
        .containsKeys("quantities", "drift", "cause", "task", "offenders", "new_defects", "origin");
    assertThat((Map<?, ?>) record.get("cause"))
        .isEqualTo(
            JsonFile.parse(
                    JsonFile.text(
                        JsonRecords.values(QualityRecord.of(result.check(), result.effect()))))
                .get("cause"));
    assertThat(((Map<?, ?>) record.get("origin")).get("reference"))
        .isEqualTo(QualityReferenceFiles.sum(reference));
    assertThat((List<?>) record.get("quantities"))
        .anySatisfy(
            line ->
                assertThat(((Map<?, ?>) line).get("name") + " " + ((Map<?, ?>) line).get("verdict"))
                    .isEqualTo("gain fail"));
    assertThat(Files.readString(out.resolve("report.html")))
        .contains("drifted", "gain")
        .doesNotContain("NaN");
    assertThat(Files.readString(out.resolve("certificate.html")))
        .contains("morning")
        .doesNotContain("NaN");
    List<String> lines = Files.readAllLines(out.resolve("images.csv"));
    assertThat(lines.getFirst()).isEqualTo("image,quantity,value,low,high,unit");
    assertThat(lines).anyMatch(line -> line.matches("drifted-\\d+,gain,.*,DN/e⁻"));
    assertThat(QualityPlan.FILE.read(Optional.of(out.resolve("plan.yaml")), new LinkedHashMap<>()))
        .isEqualTo(plan());
  }

  private static void assertRun(RunRecord run) {
    assertThat(run.tags()).containsEntry("verdict", "fail").containsEntry("data_set", "drifted");
    assertThat(run.metrics()).containsKeys("gain", "gain_low", "gain_high");
    assertThat(run.metrics().get("gain"))
        .isBetween(run.metrics().get("gain_low"), run.metrics().get("gain_high"));
    assertThat(run.artefacts())
        .containsKeys(
            "quality.json", "report.html", "certificate.html", "plan.yaml", "provenance.json");
    assertThat(run.parameters()).containsEntry("name", "morning");
  }

  @Test
  void onlyItsOwnFilesAreReplaced() throws IOException {
    try (LabBook book = book(folder)) {
      Path foreign = Files.createDirectories(folder.resolve("foreign"));
      Files.writeString(foreign.resolve("letter.txt"), "mine");
      assertThatThrownBy(() -> check(same, "foreign", book))
          .isInstanceOf(RejectedFileException.class)
          .hasMessageContainingAll("letter.txt", "choose another folder with --out");
      assertThat(foreign).isDirectoryNotContaining("glob:**quality.json");

      check(drifted, "out", book);
      check(same, "out", book);
      assertThat(JsonFile.read(folder.resolve("out/quality.json"))).containsEntry("batch", "same");
      assertThat(JsonFile.read(folder.resolve("out").resolve(OutputFolder.PROVENANCE)))
          .containsEntry("command", CheckQuality.COMMAND);
    }
  }

  @Test
  void aRefusedCheckLeavesNoFiles() throws IOException {
    List<RawImage> normalised =
        List.of(RawImage.normalised(SIDE, SIDE, Cfa.RGGB, new float[SIDE * SIDE]));
    try (LabBook book = book(folder)) {
      assertThatThrownBy(() -> check(InMemory.set("n", normalised), "out", book))
          .hasMessageContaining("n-000 contains normalised samples");
      assertThatThrownBy(
              () ->
                  new CompensateCamera(
                          reference,
                          CompensationBounds.USUAL,
                          Optional.empty(),
                          1,
                          1,
                          folder.resolve("out"),
                          book)
                      .run(same.with(same.samples().subList(0, 4)), Progress.SILENT))
          .hasMessage("same has 4 images: a cause is determined from at least 5");
      assertThat(folder.resolve("out")).doesNotExist();
      assertThat(book.query("select state from runs", 10).rows()).isEmpty();
    }
  }

  @Test
  void repeatedChecksAgree() throws IOException {
    try (LabBook book = book(folder)) {
      assertThat(
              JsonFile.text(
                  JsonRecords.values(QualityRecord.of(higherGain.check(), Optional.empty()))))
          .isEqualTo(
              JsonFile.text(
                  JsonRecords.values(
                      QualityRecord.of(check(drifted, "again", book).check(), Optional.empty()))));
    }
  }

  @Test
  void anInterruptedCheckIsRecordedAsStopped() throws IOException {
    try (LabBook book = book(folder)) {
      CheckQuality command =
          new CheckQuality(
              plan(),
              reference,
              CameraDrift.NONE,
              Optional.empty(),
              Optional.empty(),
              List.of(),
              folder.resolve("out"),
              book);
      assertThatThrownBy(
              () ->
                  command.run(
                      same,
                      new Progress() {
                        private int done;

                        @Override
                        public void advance(double amount) {
                          if (++done == 4) {
                            throw new CancellationException();
                          }
                        }
                      }))
          .isInstanceOf(CancellationException.class);
      assertThat(folder.resolve("out")).isDirectoryNotContaining("glob:**quality.json");
      assertThat(book.query("select state from runs", 10).rows().getFirst().getFirst())
          .isEqualTo("stopped");
    }
  }

  @Test
  void imagesOfAnotherSizeAreCheckedWithoutDefects() throws IOException {
    List<RawImage> images = new ArrayList<>();
    for (Sample sample : same.samples()) {
      RawImage image = (RawImage) sample.picture().read();
      images.add(images.isEmpty() ? image.crop(0, 0, 64, 64) : image);
    }
    try (LabBook book = book(folder)) {
      CheckQuality.Result result = check(InMemory.set("mixed", images), "out", book);
      assertThat(result.check().newDefects()).isEmpty();
      assertThat(result.check().offenders().getFirst().why().getFirst())
          .isEqualTo("is 64×64 pixels, the reference's frames are 96×96");
      assertThat(JsonFile.read(folder.resolve("out/quality.json")))
          .containsEntry("new_defects", null);
    }
  }

  /** A hot pixel that only the larger frames have; the size by itself is a warning. */
  @Test
  void aBatchOfLargerImagesIsCheckedWithoutDefects() throws IOException {
    SimulatedDrifts larger =
        new SimulatedDrifts(new AerialStreet(), OpticsSpec.DRONE, SensorSpec.DRONE, 128, 3);
    List<RawImage> images = new ArrayList<>();
    Irradiance[] lights = larger.lights(200, 6);
    for (int i = 0; i < lights.length; i++) {
      RawImage image = larger.record(lights[i], CameraDrift.NONE, new Seed(5, "larger " + i));
      float[] samples = image.samples().clone();
      samples[108 * 128 + 108] = (float) SensorSpec.DRONE.storedSaturation();
      images.add(image.with(RawImage.Unit.DN, samples));
    }
    try (LabBook book = book(folder)) {
      CheckQuality.Result result = check(InMemory.set("larger", images), "out", book);
      assertThat(result.check().newDefects()).isEmpty();
      assertThat(result.story())
          .contains(
              "New defective pixels and fixed patterns were not searched: not all images have the size of the reference, 96×96 pixels.");
      assertThat(Files.readString(folder.resolve("out/report.html")))
          .contains("were not searched")
          .doesNotContain("Defective pixels");
      assertThat(book.query("select state from runs", 10).rows().getFirst().getFirst())
          .isEqualTo("finished");
    }
  }

  /** The arguments, each quoted for a shell. */
  @Test
  void thePageProposesACommandWithTheSameArguments() throws IOException {
    assertThat(Files.readString(shared.resolve("out/report.html")))
        .contains(
            "./rawline quality compensate 'my reference' incoming --cfa RGGB --out compensated");
  }

  /** 24 images of many megapixels would take two gigabytes of memory. */
  @Test
  void noMoreImagesAreInMemoryThanThreads() throws IOException {
    List<WeakReference<RawImage>> read = new CopyOnWriteArrayList<>();
    AtomicLong most = new AtomicLong();
    List<Sample> samples = new ArrayList<>();
    for (Sample sample : normal.samples()) {
      RawImage kept = (RawImage) sample.picture().read();
      samples.add(new Sample(sample.id(), new Watched(sample.id(), kept, read, most), Label.NONE));
    }
    try (LabBook book = book(folder)) {
      QualityReference built =
          new BuildReference(
                  folder.resolve("small"),
                  Optional.of(SensorSpec.DRONE),
                  Optional.empty(),
                  Optional.empty(),
                  1,
                  1,
                  book)
              .run(
                  new DataSet("watched", Rights.UNKNOWN, samples, Optional.empty()),
                  false,
                  Progress.SILENT);
      assertThat(built.blur()).isEqualTo(reference.blur());
    }
    assertThat(read).hasSizeGreaterThan(24 + 24);
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  /** Makes a new image at each reading, and counts those that are still in use. */
  private record Watched(
      String name, RawImage kept, List<WeakReference<RawImage>> images, AtomicLong most)
      implements RawPicture {
    @Override
    public RawImage read() {
      System.gc();
      RawImage image = kept.with(RawImage.Unit.DN, kept.samples().clone());
      images.add(new WeakReference<>(image));
      long alive = images.stream().filter(each -> each.get() != null).count();
      most.accumulateAndGet(alive, Math::max);
      return image;
    }
  }

  @Test
  void aReferenceIsReplacedOnlyByForce() throws IOException {
    assertThat(reference.images().images()).isEqualTo(24);
    assertThat(reference.blur().points()).isNotEmpty();
    assertThat(reference.images().mean(Quantity.GAIN))
        .isCloseTo(SensorSpec.DRONE.storedGain(), within(0.1 * SensorSpec.DRONE.storedGain()));
    Path written = shared.resolve("reference").resolve(QualityReferenceFiles.NAME);
    assertThat(QualityReferenceFiles.sum(QualityReferenceFiles.read(written)))
        .isEqualTo(QualityReferenceFiles.sum(reference));
    try (LabBook book = book(folder)) {
      BuildReference command = build(folder.resolve("made"), book);
      command.run(normal, false, Progress.SILENT);
      assertThatThrownBy(() -> command.run(normal, false, Progress.SILENT))
          .isInstanceOf(RejectedFileException.class)
          .hasMessageContaining(
              "already contains a reference; choose another folder with --out, or")
          .hasMessageEndingWith("replace it with --force");
      command.run(normal, true, Progress.SILENT);
      Path foreign = Files.createDirectories(folder.resolve("foreign")).resolve("reference.json");
      Files.writeString(foreign, "{\"mine\": 1}");
      assertThatThrownBy(() -> build(foreign.getParent(), book).run(normal, true, Progress.SILENT))
          .hasMessageContaining("contains reference.json, which quality reference did not write");
      assertThat(foreign).hasContent("{\"mine\": 1}");
    }
  }

  private void refused(DataSet set, Optional<SensorSpec> sensor, String... words)
      throws IOException {
    try (LabBook book = book(folder)) {
      BuildReference command =
          new BuildReference(
              folder.resolve("refused"), sensor, Optional.empty(), Optional.empty(), 1, 1, book);
      assertThatThrownBy(() -> command.run(set, false, Progress.SILENT))
          .hasMessageContainingAll(words);
      assertThat(folder.resolve("refused")).doesNotExist();
    }
  }

  @Test
  void unsuitableReferencesAreRefused() throws IOException {
    refused(
        normal.with(normal.samples().subList(0, 7)),
        Optional.empty(),
        "sound has 7 images: a reference needs at least 8, better 100, from an undrifted camera");
    List<RawImage> silent = new ArrayList<>();
    List<RawImage> normalised = new ArrayList<>();
    List<Sample> processed = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      float[] samples = new float[64 * 64];
      for (int at = 0; at < samples.length; at++) {
        samples[at] = 100 + (at * 31 + i * 7) % 50;
      }
      silent.add(
          new RawImage(64, 64, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(12)));
      normalised.add(RawImage.normalised(64, 64, Cfa.RGGB, new float[64 * 64]));
      processed.add(new Sample("view " + i, new Processed("view " + i), Label.NONE));
    }
    refused(
        InMemory.set("silent", silent),
        Optional.empty(),
        "silent-000 states no black level",
        "name its sensor (--sensor), or give each file a sidecar that states it");
    refused(
        InMemory.set("normalised", normalised),
        Optional.empty(),
        "normalised-000 contains normalised samples: expected digital numbers as stored (DN)");
    refused(
        new DataSet("views", Rights.UNKNOWN, processed, Optional.empty()),
        Optional.empty(),
        "view 0 is processed already: quality control measures raw images; give those");
  }

  private record Processed(String name) implements ViewPicture {
    @Override
    public View read() {
      return new View(64, 64, new float[3 * 64 * 64]);
    }
  }

  @Test
  void aCompensationIsProposedAndNotApplied() throws IOException {
    try (LabBook book = book(folder)) {
      CompensateCamera.Result result =
          new CompensateCamera(
                  reference,
                  CompensationBounds.USUAL,
                  Optional.empty(),
                  2,
                  1,
                  folder.resolve("compensated"),
                  book)
              .run(drifted, Progress.SILENT);
      assertThat(result.compensation().changes())
          .hasSize(3)
          .allSatisfy(
              change -> {
                assertThat(change.value()).isCloseTo(1 / 1.4, within(0.03));
                assertThat(change.bounded()).isFalse();
              });
      assertThat(result.predicted()).isEmpty();
      Map<String, Object> record =
          JsonFile.read(folder.resolve("compensated").resolve(CompensateCamera.RECORD));
      assertThat(record)
          .containsEntry("applied", false)
          .containsEntry("happened", result.attribution().sentence())
          .containsKeys("changes", "left", "bounds", "origin");
      assertThat(folder.resolve("compensated").resolve(CompensateCamera.THETA)).doesNotExist();
      assertThat(book.run(book.number(result.run())).artefacts())
          .containsKey(CompensateCamera.RECORD);
    }
  }
}
