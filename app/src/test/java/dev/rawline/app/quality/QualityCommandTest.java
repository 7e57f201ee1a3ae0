package dev.rawline.app.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.Ran;
import dev.rawline.app.ShownCommand;
import dev.rawline.data.config.DescriptionFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.imaging.numeric.Estimate;
import dev.rawline.imaging.sensor.SensorSpec;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Quality control from the terminal: from a reference camera to a drifted one. */
class QualityCommandTest {
  @TempDir private static Path work;

  private static String book;

  @BeforeAll
  static void record() throws IOException {
    book = work.resolve("book").toString();
    double offset = SensorSpec.DRONE.offset();
    String text = DescriptionFiles.SENSOR.text(SensorSpec.DRONE);
    assertThat(text).contains("offset: " + offset);
    Files.writeString(
        work.resolve("risen.yaml"), text.replace("offset: " + offset, "offset: " + (offset + 200)));
    simulate("normal", "drone", 24, 1);
    simulate("incoming", "drone", 12, 2);
    simulate("drifted", work.resolve("risen.yaml").toString(), 12, 2);
    Ran made = quality("reference", place("normal"), "--out", place("reference"));
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("24 images, ", "black_level", "written to ");
  }

  private static void simulate(String name, String camera, int count, int seed) {
    List<String> words =
        new ArrayList<>(
            List.of("simulate", "aerial-street", "--camera", camera, "--size", "150x150"));
    words.addAll(List.of("--count", String.valueOf(count), "--seed", String.valueOf(seed)));
    words.addAll(List.of("--out", place(name)));
    if (!camera.equals("drone")) {
      words.addAll(List.of("--optics", "drone"));
    }
    Ran ran = Ran.rawline(words.toArray(String[]::new));
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static String place(String name) {
    return work.resolve(name).toString();
  }

  private static Ran quality(String... words) {
    List<String> all = new ArrayList<>(List.of("quality"));
    all.addAll(Arrays.asList(words));
    all.addAll(List.of("--lab", book));
    return Ran.rawline(all.toArray(String[]::new));
  }

  private static List<String> names(String folder) throws IOException {
    try (Stream<Path> files = Files.list(work.resolve(folder))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void anUnchangedCameraPasses() throws IOException {
    Ran ran = quality("check", place("reference"), place("incoming"), "--out", place("passed"));
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out())
        .startsWith("PASS\n")
        .contains("12 images against a reference of 24", "to the lab book as run ", "report.html");
    assertThat(names("passed"))
        .contains("certificate.html", "images.csv", "plan.yaml", "quality.json", "report.html");
    assertThat(Ran.works("lab", "ls", "--lab", book).out())
        .containsPattern("(?m) quality check .* check of ")
        .containsPattern("(?m) quality reference .* reference ");
  }

  @Test
  void aRaisedBlackLevelFailsAndIsIdentified() throws IOException {
    Ran ran = quality("check", place("reference"), place("drifted"), "--out", place("failed"));
    assertThat(ran.code()).as(ran.out() + ran.err()).isIn(3, 4);
    assertThat(ran.out()).contains("black level", "black_level");
    Ran json =
        quality("check", place("reference"), place("drifted"), "--json", "--out", place("failed"));
    assertThat(json.code()).isEqualTo(ran.code());
    Map<String, Object> printed = JsonFile.parse(json.out());
    assertThat(printed).containsEntry("images", 12).containsKey("quantities");
    assertThat(((Map<?, ?>) printed.get("cause")).get("causes")).isEqualTo(List.of("black_level"));
    Map<String, Object> written = JsonFile.read(work.resolve("failed/quality.json"));
    assertThat(written).containsAllEntriesOf(printed);
  }

  /** What a certificate states is possible, and what images do not resolve never passes. */
  @Test
  void noLimitIsImpossibleAndNothingUnresolvedPasses() throws IOException {
    quality("check", place("reference"), place("incoming"), "--out", place("possible"));
    List<?> lines =
        (List<?>) JsonFile.read(work.resolve("possible/quality.json")).get("quantities");
    assertThat(lines).hasSizeGreaterThan(20);
    for (Object each : lines) {
      Map<?, ?> line = (Map<?, ?>) each;
      Quantity quantity = Quantity.of(String.valueOf(line.get("name"))).orElseThrow();
      for (Object limit : (List<?>) line.get("limits")) {
        for (String end : List.of("low", "high")) {
          if (((Map<?, ?>) limit).get(end) instanceof Number number) {
            assertThat(number.doubleValue())
                .as("%s of %s", end, quantity)
                .isBetween(quantity.least(), quantity.most());
          }
        }
      }
      Estimate measured =
          new Estimate(number(line, "mean"), number(line, "low"), number(line, "high"));
      if (!quantity.isResolvedBy(measured)) {
        assertThat(line.get("verdict")).as("verdict on %s", quantity).isNotEqualTo("pass");
      }
    }
  }

  private static double number(Map<?, ?> line, String key) {
    return ((Number) line.get(key)).doubleValue();
  }

  @Test
  void aCertificateIsVerifiedUntilSomethingChanges() throws IOException {
    Path details =
        Files.writeString(
            work.resolve("certificate.yaml"),
            "number: C-1\nauthorised_by: {name: A. Example}\ndates: {issued: 2026-11-29}\n");
    assertThat(
            quality(
                    "check",
                    place("reference"),
                    place("incoming"),
                    "--certificate",
                    details.toString(),
                    "--out",
                    place("certified"))
                .code())
        .isIn(0, 4);
    Path page = work.resolve("certified/certificate.html");
    assertThat(Files.readString(page))
        .contains("No. C-1", "A. Example")
        .doesNotContain(work.toString());
    String[] words = {
      "quality",
      "verify",
      page.toString(),
      "--reference",
      place("reference"),
      "--batch",
      place("incoming")
    };
    Ran verified = Ran.rawline(words);
    assertThat(verified.code()).as(verified.out() + verified.err()).isZero();
    assertThat(verified.out()).startsWith("VERIFIED\n").contains("batch        agrees");
    words[6] = place("drifted");
    Ran other = Ran.rawline(words);
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out()).startsWith("NOT VERIFIED\n").contains("batch        DIFFERS");
    Files.writeString(page, Files.readString(page).replace("A. Example", "B. Example"));
    Ran changed = Ran.rawline("quality", "verify", page.toString());
    assertThat(changed.code()).isEqualTo(3);
    assertThat(changed.out())
        .contains("certificate  DIFFERS      was changed after it was written")
        .contains("reference    not checked  name it with --reference");
    Ran none = Ran.rawline("quality", "verify", details.toString());
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("is no certificate").doesNotContain("Exception");
  }

  @Test
  void singleFilesAreCheckedIndividually() throws IOException {
    Ran ran =
        quality(
            "check",
            place("reference"),
            place("incoming/images/000001.tiff"),
            "--threads",
            "3",
            "--out",
            place("one"));
    assertThat(ran.code()).as(ran.out()).isZero();
    assertThat(Files.readString(work.resolve("one/plan.yaml"))).contains("threads: 3");
    assertThat(ran.out()).contains("so each image was checked on its own");
  }

  @Test
  void aPlanDoesTheSame() throws IOException {
    Path plan =
        Files.writeString(
            work.resolve("plan.yaml"),
            "name: planned\nreference: reference\ndata: incoming\ntest: cramer_von_mises\n");
    Ran ran = quality(plan.toString(), "--out", place("planned"));
    assertThat(ran.code()).as(ran.out() + ran.err()).isIn(0, 4);
    assertThat(names("planned")).contains("quality.json");
    assertThat(Files.readString(work.resolve("planned/plan.yaml"))).contains("cramer_von_mises");
    Ran built = quality(plan.toString(), "--reference", place("normal"), "--out", place("built"));
    assertThat(built.code()).as(built.out() + built.err()).isIn(0, 4);
    assertThat(names("built-reference")).containsExactly("reference.json");
  }

  /** Runs the command that a report proposes, as a shell would, with another output folder. */
  private static Ran next(String report, String out) throws IOException {
    Matcher shown =
        Pattern.compile("\\./rawline (quality compensate .*) --out compensated</code>")
            .matcher(Files.readString(work.resolve(report).resolve("report.html")));
    assertThat(shown.find()).as("%s proposes a command", report).isTrue();
    List<String> words = new ArrayList<>(new ShownCommand(shown.group(1)).words());
    words.addAll(List.of("--out", place(out), "--lab", book));
    return Ran.rawline(words.toArray(String[]::new));
  }

  private static void works(Ran ran) {
    assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    assertThat(ran.out()).contains("propose black_level +");
  }

  @Test
  void theCommandProposedByAReportWorks() throws IOException {
    List<String> files = new ArrayList<>(List.of("check", place("reference")));
    try (Stream<Path> images = Files.list(work.resolve("drifted/images"))) {
      files.addAll(
          images
              .map(Path::toString)
              .filter(name -> name.endsWith(".tiff"))
              .sorted()
              .limit(8)
              .toList());
    }
    files.addAll(List.of("--cfa", "RGGB", "--out", place("files checked")));
    assertThat(quality(files.toArray(String[]::new)).code()).isIn(3, 4);
    assertThat(Files.readString(work.resolve("files checked/report.html"))).contains("--cfa RGGB");
    works(next("files checked", "files undone"));

    Path plan = Files.writeString(work.resolve("next.yaml"), "reference: normal\ndata: drifted\n");
    assertThat(quality(plan.toString(), "--out", place("next checked")).code()).isIn(3, 4);
    works(next("next checked", "next undone"));
  }

  /**
   * The plan is in another folder than the one of the command, and names several files as well as
   * one data set.
   */
  @Test
  void theWrittenPlanReproducesTheCheck() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    String reference = here.relativize(work.resolve("reference").toAbsolutePath()).toString();
    Path images = here.relativize(work.resolve("incoming/images").toAbsolutePath());
    List<String> words = new ArrayList<>(List.of("check", reference));
    for (int i = 1; i <= 5; i++) {
      words.add(images.resolve("00000%d.tiff".formatted(i)).toString());
    }
    words.addAll(List.of("--out", place("typed")));
    Ran typed = quality(words.toArray(String[]::new));
    assertThat(typed.code()).as(typed.out() + typed.err()).isIn(0, 3, 4);
    Ran again = quality(place("typed") + "/plan.yaml", "--out", place("again"));
    assertThat(again.code()).as(again.out() + again.err()).isEqualTo(typed.code());
    assertThat(again.out()).contains("5 images against a reference of 24");

    Path plan =
        Files.writeString(work.resolve("moved.yaml"), "reference: reference\ndata: incoming\n");
    Ran first = quality(plan.toString(), "--out", place("deep/moved"));
    Ran second = quality(place("deep/moved/plan.yaml"), "--out", place("deep/moved again"));
    assertThat(second.code()).as(second.out() + second.err()).isEqualTo(first.code());
    assertThat(second.out()).contains("12 images against a reference of 24");
  }

  @Test
  void aWatchedFolderIsNotCheckedAgain() throws IOException {
    Path arrives = Files.createDirectories(work.resolve("arrives"));
    List<Path> images;
    try (Stream<Path> files = Files.list(work.resolve("incoming/images"))) {
      images = files.sorted().toList();
    }
    for (Path image : images) {
      Files.copy(image, arrives.resolve(image.getFileName()));
    }
    String[] words = {
      "watch", place("reference"), arrives.toString(), "--state", place("state"), "--once"
    };
    Ran first = quality(words);
    assertThat(first.code()).as(first.out() + first.err()).isIn(0, 4);
    long checked = first.out().lines().filter(line -> line.contains(".tiff")).count();
    assertThat(checked).isEqualTo(12);
    assertThat(first.out()).startsWith("watching ").contains(", 0 files checked before");
    assertThat(names("state")).contains("judged.jsonl", "status.json", "watch.html");

    Ran second = quality(words);
    assertThat(second.code()).isZero();
    assertThat(second.out())
        .contains(", 12 files checked before", "no new files in")
        .doesNotContain(".tiff");

    byte[] whole = Files.readAllBytes(images.getFirst());
    Files.write(arrives.resolve("half.tiff"), Arrays.copyOf(whole, whole.length / 2));
    List<String> patient = new ArrayList<>(Arrays.asList(words));
    patient.addAll(List.of("--patience", "0.5", "--json"));
    Ran third = quality(patient.toArray(String[]::new));
    assertThat(third.code()).as(third.out() + third.err()).isEqualTo(3);
    assertThat(third.out().lines()).allMatch(each -> each.startsWith("{"));
    String line =
        third.out().lines().filter(each -> each.contains("half.tiff")).findFirst().orElseThrow();
    assertThat(JsonFile.parse(line))
        .containsEntry("name", "half.tiff")
        .containsEntry("verdict", "fail");
  }

  @Test
  void aCompensationIsProposedAndNotApplied() throws IOException {
    Ran ran = quality("compensate", place("reference"), place("drifted"), "--out", place("undone"));
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("propose black_level +", "nothing was changed");
    assertThat(JsonFile.read(work.resolve("undone/compensation.json")))
        .containsEntry("applied", false);
    Ran none =
        quality("compensate", place("reference"), place("incoming"), "--out", place("needless"));
    assertThat(none.code()).isZero();
    assertThat(none.out()).contains("there is no drift that camera parameters could undo");
  }

  private static void refused(Ran ran, String... words) {
    ran.assertRefused(words);
    assertThat(work.resolve("never")).doesNotExist();
  }

  @Test
  void aReferenceMustBeOneOfQualityControl() throws IOException {
    String incoming = place("incoming");
    String[] out = {"--out", place("never")};
    refused(
        check("no-reference", incoming, out), "does not exist; build it with quality reference");
    refused(check(incoming, incoming, out), "reference.json: does not exist");
    Path other = Files.writeString(work.resolve("other.json"), "{\"kind\": \"x\"}");
    refused(check(other.toString(), incoming, out), "is no reference of quality control");
    refused(check(place("risen.yaml"), incoming, out), "is not JSON");
  }

  @Test
  void aBatchMustExistAndHoldImages() throws IOException {
    String reference = place("reference");
    String[] out = {"--out", place("never")};
    Files.createDirectories(work.resolve("empty"));
    refused(check(reference, place("empty"), out), "empty");
    refused(check(reference, place("nowhere"), out), "nowhere");
    refused(
        quality("compensate", reference, place("incoming/images/000001.tiff"), "--out", out[1]),
        "has 1 images: a cause is determined from at least 5");
    refused(quality("watch", reference, place("nowhere"), "--state", out[1], "--once"), "nowhere");
  }

  @Test
  void optionsOutsideTheirRangeAreRefused() {
    String reference = place("reference");
    String incoming = place("incoming");
    String out = place("never");
    refused(
        check(reference, incoming, "--out", out, "--test", "student"),
        "--test",
        "student",
        "kolmogorov_smirnov");
    refused(check(reference, incoming, "--out", out, "--false-alarms", "0"), "--false-alarms");
    refused(check(reference, incoming, "--out", out, "--threads", "0"), "threads", "0");
    refused(
        quality("reference", incoming, "--out", out, "--threads", "0"),
        "--threads is 0: expected 1 or more");
    refused(
        quality("compensate", reference, incoming, "--gains-within", "0.5", "--out", out),
        "gains may change by 0.5: expected a factor above 1");
    refused(
        quality("watch", reference, incoming, "--state", out, "--chart", "shewhart"),
        "--chart is 'shewhart': expected one of ewma, cusum");
  }

  @Test
  void optionsThatNeedOthersAreRefusedWithoutThem() {
    String reference = place("reference");
    String incoming = place("incoming");
    String out = place("never");
    refused(
        check(reference, incoming, "--out", out, "--labelled", incoming),
        "--labelled requires --model");
    refused(
        quality("compensate", reference, incoming, "--model", "m", "--out", out),
        "--model and --labelled require each other");
    refused(quality(), "there is neither a plan nor --reference and --data");
    refused(quality("chek"), "plan chek does not exist, nor does a subcommand of this name");
  }

  @Test
  void aReferenceIsReplacedOnlyByForce() {
    refused(
        quality("reference", place("normal"), "--out", place("reference")),
        "already contains a reference",
        "--force");
  }

  private static Ran check(String reference, String batch, String... more) {
    List<String> words = new ArrayList<>(List.of("check", reference, batch));
    words.addAll(Arrays.asList(more));
    return quality(words.toArray(String[]::new));
  }

  @Test
  void processedImagesAreRefused() throws IOException {
    Path pictures = Files.createDirectories(work.resolve("pictures"));
    for (int i = 0; i < 8; i++) {
      BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
      for (int at = 0; at < 64 * 64; at++) {
        image.setRGB(at % 64, at / 64, 0x102030 * (1 + i % 3) + at % 64);
      }
      ImageIO.write(image, "jpg", pictures.resolve(i + ".jpg").toFile());
    }
    refused(quality("reference", pictures.toString(), "--out", place("never")), ".jpg");
    refused(check(place("reference"), pictures.toString(), "--out", place("never")), ".jpg");
  }
}
