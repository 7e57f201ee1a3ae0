package dev.rawline.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.app.terminal.CliErrorHandler;
import dev.rawline.imaging.camera.ViewName;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandTest {
  private static final String[] COMMANDS = {
    "views",
    "process",
    "gradients",
    "corrupt",
    "simulate",
    "scale-intensity",
    "calibrate",
    "info",
    "completion"
  };

  private static final String[] LAYOUT = {
    "--width",
    "24",
    "--height",
    "16",
    "--bits",
    "12",
    "--byte-order",
    "big",
    "--cfa",
    "bggr",
    "--black",
    "1,2,3,4",
    "--white",
    "4000"
  };

  @TempDir private Path work;
  private String photo;
  private String out;

  @BeforeEach
  void makeMosaic() throws IOException {
    BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < 16; row++) {
      for (int column = 0; column < 24; column++) {
        image.getRaster().setSample(column, row, 0, 10 * row + column);
      }
    }
    Path file = work.resolve("photo.png");
    ImageIO.write(image, "png", file.toFile());
    photo = file.toString();
    out = work.resolve("out").toString();
  }

  @Test
  void whatNeedsSparkNamesThePackageThatIsMissing() {
    String missing = "--on needs Apache Spark, which is not installed: install the package";
    Ran views = Ran.rawline("views", photo, "--camera", "drone", "--out", out, "--on", "yarn");
    assertThat(views.code()).isEqualTo(2);
    assertThat(views.err()).contains(missing);
    assertThat(Path.of(out)).doesNotExist();

    Ran submitted = Ran.rawline("submit", "none.yaml", "--on", "yarn", "--dry-run");
    assertThat(submitted.code()).isEqualTo(2);
    assertThat(submitted.err())
        .contains("2 errors", "plan none.yaml does not exist", missing)
        .doesNotContain("  at ");
  }

  @Test
  void versionAndHelpGoToStdout() {
    Ran version = Ran.rawline("--version");
    assertThat(version.code()).isZero();
    assertThat(version.out()).matches("rawline \\d+\\.\\d+\\.\\d+\\R");
    assertThat(version.err()).isEmpty();

    Ran help = Ran.rawline("--help");
    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(COMMANDS)
        .contains("Exit codes:", "Examples (run them in Rawline's own folder)");
  }

  @ParameterizedTest
  @FieldSource("COMMANDS")
  void everyCommandExplainsItself(String command) {
    Ran help = Ran.rawline(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out())
        .contains(
            "Usage: rawline " + command, "Example", "Exit codes:", "130", "interrupted (Ctrl-C)");
    assertThat(help.err()).isEmpty();
  }

  @Test
  void helpNamesUnits() {
    assertThat(Ran.rawline("views", "--help").out()).contains("[px]", "[DN]", "8 to 16");
  }

  @Test
  void viewsRendersAndThenSkips() {
    Ran first = Ran.rawline("views", photo, "--camera", "drone", "--out", out);
    assertThat(first.code()).isZero();
    assertThat(first.out()).isEqualTo("1 rendered, 0 skipped (up to date), 0 rejected: %s%n", out);
    assertThat(first.err()).matches("\\[1/1] .*photo.png: 13 files, \\d+ px in .* s\\R");
    assertThat(work.resolve("out/photo-sheet.png")).exists();

    Ran second = Ran.rawline("views", photo, "--camera", "drone", "--out", out);
    assertThat(second.code()).isZero();
    assertThat(second.out()).startsWith("0 rendered, 1 skipped");
    assertThat(second.err()).contains("up to date");
  }

  @Test
  void aBatchContinuesAndItsExitCodeShowsTheRefused() throws IOException {
    String empty = Files.createFile(work.resolve("empty.dng")).toString();
    Ran ran =
        Ran.rawline(
            "views",
            empty,
            photo,
            "--camera",
            "drone",
            "--view",
            "menon-unsharp-median",
            "-o",
            out);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).startsWith("1 rendered, 0 skipped (up to date), 1 rejected");
    assertThat(ran.err()).contains("rejected:", empty + ": is empty (0 bytes)");
    assertThat(work.resolve("out/photo-menon-unsharp-median.png")).exists();
  }

  @Test
  void anUnknownViewListsTheTwelve() {
    Ran ran = Ran.rawline("views", photo, "--camera", "drone", "--view", "menon", "-o", out);

    ran.assertRefused("'menon'");
    for (ViewName name : ViewName.ALL) {
      assertThat(ran.err()).contains(name.toString());
    }
  }

  @Test
  void anUnknownCameraListsTheKnownOnes() {
    Ran.rawline("views", photo, "--camera", "dron", "-o", out)
        .assertRefused("there is no camera 'dron'", "'drone'", "'microscope'", "'file'", "yaml");
    Ran.rawline("views", photo, "--camera", "../examples/sensor.yaml", "-o", out)
        .assertRefused(
            "sensor.yaml: describes a sensor, not how its raw files are rendered: give a"
                + " camera.yaml here, and this file as --camera of simulate or --sensor of"
                + " scale-intensity");
    Ran.rawline("views", photo, "--camera", "mine.yaml", "-o", out)
        .assertRefused("there is no camera 'mine.yaml', and no such file");
  }

  @Test
  void aCameraFileWithMistakesListsThemAll() throws IOException {
    Path camera =
        Files.writeString(work.resolve("mine.yaml"), "name: mine\nwhite_balence: [1, 1]\n");

    Ran.rawline("views", photo, "--camera", camera.toString(), "-o", out)
        .assertRefused("mine.yaml", "errors", "white_balence");
  }

  @Test
  void aWrongOptionSuggestsTheRightOne() {
    Ran.rawline("views", photo, "--camra", "drone", "--camera", "drone", "-o", out)
        .assertRefused("there is no option '--camra'; did you mean", "--camera");
    assertThat(Ran.rawline("drift", "--train", "0.3").err())
        .contains("there is no option '--train'")
        .doesNotContain("did you mean");
    Ran.rawline("view", photo).assertRefused("there is no command 'view'; did you mean", "views");
  }

  /** Where nothing was asked, or help by its name, the overview answers. */
  @Test
  void helpIsFoundWithoutKnowingItsOption() {
    Ran overview = Ran.rawline("--help");
    assertThat(Ran.rawline()).isEqualTo(overview);
    assertThat(Ran.rawline("help")).isEqualTo(overview);
    assertThat(Ran.rawline("help", "data", "split"))
        .isEqualTo(Ran.rawline("data", "split", "--help"));
    Ran.rawline("help", "vews").assertRefused("there is no command 'vews'; did you mean views?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          views PHOTO --cmera drone -o OUT              | there is no option '--cmera'; did you mean --camera?
          corrupt PHOTO --corruption fog --otu OUT      | there is no option '--otu'; did you mean --out?
          corrupt PHOTO --corruption fgo -o OUT         | unknown corruption 'fgo' ... fog?
          gradients PHOTO --camera drone --loss sim     | unknown metric 'sim' ... ; did you mean ssim?
          views PHOTO --camera dron -o OUT              | there is no camera 'dron' ... ; did you mean drone?
          views PHOTO --view menon-unsharp-medain --camera drone -o OUT | 'menon-unsharp-medain' ... ; did you mean menon-unsharp-median?
          info PHOTO --cfa rgbg                         | --cfa ... ; did you mean RGGB?
          simulate blood-smaer --camera drone -o OUT    | 'blood-smaer' ... ; did you mean blood-smear?
          train ../plans/quik.yaml                      | quik.yaml: the file does not exist ... ; did you mean ../plans/quick.yaml?
          drift ../plans/drift-quik.yaml                | drift-quik.yaml does not exist ... ; did you mean ../plans/drift-quick.yaml?
          data info ../examples/flast                   | flast ... ; did you mean ../examples/flats?
          quality chek                                  | plan chek does not exist ... ; did you mean check?
          quality chek REF BATCH                        | there is no command 'chek'; did you mean check?
          forensics chek a b                            | there is no command 'chek'; did you mean check?
          trian plans/quick.yaml                        | there is no command 'trian'; did you mean train?
          data lst                                      | there is no command 'lst'; did you mean ls?
          """)
  void whatIsMistypedIsSuggested(String line, String parts) {
    String[] words = line.replace("PHOTO", photo).replace("OUT", out).split(" ", -1);
    Ran.rawline(words).assertRefused(parts.split(" \\.\\.\\. ", -1));
  }

  /** Before anything is read or written, not in every step. */
  @ParameterizedTest
  @ValueSource(strings = {"drift", "forensics", "optimize"})
  void aMissingGraphicsCardIsReportedAtOnce(String command) {
    Ran.rawline(
            command,
            "../plans/" + command + "-quick.yaml",
            "--data",
            work.toString(),
            "--device",
            "cuda",
            "--out",
            out)
        .assertRefused("there is no CUDA device here", "--device cpu", "docs/how-to/gpu.md");
    assertThat(Path.of(out)).doesNotExist();
  }

  @Test
  void aPlanOfAnotherCommandLeadsToIt() throws IOException {
    List<String> commands =
        List.of("train", "generate train", "drift", "forensics", "optimize", "quality");
    try (Stream<Path> plans = Files.list(Path.of("../plans"))) {
      for (Path plan : plans.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        String named = String.valueOf(plan.getFileName()).replaceFirst("-.*", "");
        String own =
            commands.stream()
                .filter(command -> command.startsWith(named))
                .findFirst()
                .orElse("train");
        String other = own.equals("drift") ? "forensics" : "drift";
        Ran.rawline(other, plan.toString(), "--data", work.toString(), "-o", out)
            .assertRefused(
                "%s is a plan of %s, not of %s: run ./rawline %2$s %1$s"
                    .formatted(plan, own, other));
        if (!own.equals("train")) {
          Ran.rawline("train", plan.toString()).assertRefused("is a plan of " + own);
        }
      }
    }
    for (String command : commands) {
      String[] words = (command + " " + work + " --data " + work).split(" ", -1);
      Ran.rawline(words).assertRefused(work + " is a folder", "a data set is named by --data");
    }
  }

  @Test
  void missingArgumentsAreNamed() {
    Ran.rawline("views", "--camera", "drone", "-o", out).assertRefused("FILE");
  }

  @Test
  void aMissingFileIsReportedInOneSentence() {
    Ran ran = Ran.rawline("info", work.resolve("nope.dng").toString());

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err())
        .isEqualTo("rawline info: %s: does not exist; check the path%n", work.resolve("nope.dng"));
  }

  @Test
  void aSingleFolderIsADataSet() throws IOException {
    Path empty = Files.createDirectories(work.resolve("empty"));
    Ran.rawline("views", empty.toString(), "--camera", "drone", "-o", out)
        .assertRefused("empty: is not a data set of a known layout; looked for");
    Ran ran = Ran.rawline("views", photo, work.toString(), "--camera", "drone", "-o", out);

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.err()).contains("is a folder; name the raw files in it");
  }

  @Test
  void anOutputFolderThatIsAFileIsReportedInOneSentence() {
    Ran ran = Ran.rawline("views", photo, "--camera", "drone", "-o", photo);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualTo(
            "rawline views: cannot write to %s: it is a file, not a folder; choose another"
                + " folder%n",
            photo);
  }

  @Test
  void aFullDiskIsReportedInOneSentence() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "skipped: no /dev/full here");
    Ran ran = Ran.rawline("views", photo, "--camera", "drone", "-o", "/dev/full/views");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("rawline views: cannot create the folder /dev/full/views");
  }

  @Test
  void aReadOnlyFolderIsReportedInOneSentence() throws IOException {
    Path folder = Files.createDirectory(work.resolve("locked"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(folder), "skipped: this user may write everywhere");
    Ran ran = Ran.rawline("views", photo, "--camera", "drone", "-o", folder.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("may not be written to");
  }

  /** Twelve bits a sample, the high byte first: 0 to 383. */
  private String headerlessFile() throws IOException {
    byte[] samples = new byte[2 * 24 * 16];
    for (int i = 0; i < 24 * 16; i++) {
      samples[2 * i] = (byte) (i >> 8);
      samples[2 * i + 1] = (byte) i;
    }
    return Files.write(work.resolve("frame.raw"), samples).toString();
  }

  @Test
  void aHeaderlessFileTakesItsLayoutFromFlags() throws IOException {
    String raw = headerlessFile();
    Ran info = Ran.rawline(concat(new String[] {"info", raw}, LAYOUT));

    assertThat(info.err()).isEmpty();
    assertThat(info.code()).isZero();
    assertThat(info.out())
        .contains(
            "24 × 16 px",
            "BGGR  [flag --cfa]",
            "1 2 3 4 DN  [flag --black]",
            "0 to 383",
            "4000 DN");
  }

  @Test
  void layoutsThatDoNotServeAreRefused() throws IOException {
    String raw = headerlessFile();
    Ran.rawline("info", raw, "--black", "1,2").assertRefused("--black has 2 numbers");
    String[] views = {"views", raw, "--camera", "drone", "--out", "never"};
    Ran.rawline(concat(views, LAYOUT)).assertRefused("--black has no effect with camera 'drone'");
    Ran.rawline(concat(views, new String[] {"--white", "4000"}))
        .assertRefused("--white has no effect with camera 'drone'");
    Ran.rawline("info", raw, "--bits", "99").assertRefused("bits is 99: expected 8 to 16 bits");
  }

  @Test
  void infoShowsLevelsSaturationAndAHistogram() {
    Ran info = Ran.rawline("info", photo);

    assertThat(info.code()).isZero();
    assertThat(info.out())
        .contains("24 × 16 px", "RGGB", "8 a sample", "saturated", "255 DN", "█", "logarithmic");
    assertThat(info.out().lines().mapToInt(String::length).max().orElse(0))
        .as("fits a terminal")
        .isLessThanOrEqualTo(110);
  }

  @Test
  void processRendersAChain() throws IOException {
    Path isp =
        Files.writeString(
            work.resolve("soft.yaml"),
            "stages:\n  - demosaicing: {method: bilinear}\n  - gamma: {gamma: 2.2}\n");

    Ran ran =
        Ran.rawline("process", photo, "--camera", "drone", "--isp", isp.toString(), "-o", out);

    assertThat(ran.err()).doesNotContain("unexpected");
    assertThat(ran.code()).isZero();
    assertThat(work.resolve("out/photo-soft.png")).exists();
    Ran.rawline("process", photo, "--camera", "drone", "--isp", out + "/no.yaml", "-o", out)
        .assertRefused("no.yaml");
  }

  @Test
  void viewsAndProcessTakeTheFilesOwnCameraAndTheDefaultChain() throws IOException {
    for (String command : List.of("views", "process")) {
      Ran ran = Ran.rawline(command, photo, "-o", out);
      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.err())
          .contains("the raw file's own metadata lacks black level [DN]", "--camera", "photo.yaml")
          .contains("white_level: 255.0", "white_balance: {red: ", "colour_matrix:");
    }
    String message = Ran.rawline("process", photo, "-o", out).err();
    Files.writeString(work.resolve("photo.yaml"), message.substring(message.indexOf("\n\n") + 2));

    assertThat(Ran.rawline("process", photo, "-o", out).err()).doesNotContain("rejected");
    assertThat(work.resolve("out/photo-default.png")).exists();
    assertThat(Ran.rawline("views", photo, "-o", out).code()).isZero();
    assertThat(work.resolve("out/photo-default.png"))
        .hasSameBinaryContentAs(work.resolve("out/photo-menon-unsharp-median.png"));
    assertThat(work.resolve("out/photo-views.json"))
        .content()
        .contains("\"highlightClip\" : true")
        .doesNotContain("exposure");
  }

  @Test
  void exposureIsANumberOfStopsOrAuto() throws IOException {
    String[] words = {"process", photo, "--camera", "drone", "-o", out, "--exposure"};
    Ran.rawline(with(words, "bright")).assertRefused("exposure is 'bright': expected auto, or a");
    Ran.rawline(with(words, "21")).assertRefused("exposure is 21", "-20 to 20");
    Ran.rawline(with(words, "0", "--highlight-clip", "--no-highlight-clip"))
        .assertRefused("--highlight-clip and --no-highlight-clip contradict each other");
    assertThat(Ran.rawline(with(words, "-1.5")).code()).isZero();
    assertThat(work.resolve("out/photo-process.json")).doesNotExist();
    assertThat(work.resolve("out/photo-default.json"))
        .content()
        .contains("\"exposure\" : -1.5", "\"exposureEv\" : -1.5", "\"highlightClip\" : false");
    assertThat(Ran.rawline(with(words, "auto")).code()).isZero();
    assertThat(work.resolve("out/photo-default.json"))
        .content()
        .contains("\"exposure\" : \"auto\"");
  }

  private static String[] with(String[] words, String... more) {
    return Stream.concat(Arrays.stream(words), Arrays.stream(more)).toArray(String[]::new);
  }

  @Test
  void gradientsMakesASheetAndThenSkips() {
    String[] words = {"gradients", photo, "--camera", "drone", "--loss", "mean-square", "-o", out};
    Ran first = Ran.rawline(words);
    assertThat(first.err()).matches("\\[1/1] .*photo.png: 1 file, \\d+ px in .* s\\R");
    assertThat(first.code()).isZero();
    assertThat(work.resolve("out/photo-gradients-parametrized-mean-square.png")).exists();
    assertThat(work.resolve("out/photo-gradients-parametrized-mean-square.json")).exists();

    assertThat(Ran.rawline(words).out()).startsWith("0 rendered, 1 skipped");
  }

  @Test
  void theDefaultFolderIsTheCurrentOne() throws Exception {
    Process program =
        Ran.program(
                List.of(),
                List.of("gradients", "photo.png", "--camera", "drone", "--loss", "mean-square"))
            .directory(work.toFile())
            .start();
    String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(program.waitFor()).as(output).isZero();
    assertThat(work.resolve("photo-gradients-parametrized-mean-square.png")).exists();
  }

  @Test
  void gradientsReportsTheTracedPartOfALargeFile() throws IOException {
    String wide = work.resolve("wide.png").toString();
    ImageIO.write(
        new BufferedImage(1100, 4, BufferedImage.TYPE_BYTE_GRAY), "png", Path.of(wide).toFile());

    Ran ran = Ran.rawline("gradients", wide, "--camera", "drone", "-o", out);

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .startsWith(wide + ": traces the middle, 1024x4+38+0; --crop chooses another part\n");
  }

  @Test
  void gradientsExplainsLikelyMistakes() {
    gradients("--loss", "mse")
        .assertRefused("unknown metric 'mse': expected one of mean-square, psnr, ssim, delta-e");
    gradients("--loss", "ssim")
        .assertRefused("the loss ssim needs a target image", "give --target PICTURE");
    gradients("--target", out + "/no.png").assertRefused("no.png: does not exist; check the path");
    gradients("--view", "menon").assertRefused("'menon'", "menon-unsharp-median");
    gradients("--view", "menon-unsharp-median", "--isp", "mine.yaml")
        .assertRefused("--view and --isp both define a processing chain: give one of them");
    gradients("--isp", out + "/no.yaml").assertRefused("no.yaml");
    gradients("--theta", out + "/no.yaml").assertRefused("no.yaml");
    gradients("--crop", "20x20").assertRefused("'20x20' is no crop", "WIDTHxHEIGHT+LEFT+TOP [px]");
    gradients("--crop", "20x20+0+0")
        .assertRefused("the crop 20x20+0+0 leaves the mosaic of 24×16 pixels; choose one inside");
    gradients("--tiff").assertRefused("there is no option '--tiff'");
    gradients("--target", work.toString())
        .assertRefused(work + ": is a folder; give an image in it");
    gradients("second.dng").assertRefused("'second.dng' is an unexpected argument");
  }

  @Test
  void gradientsExplainsUnsuitableFilesAndFolders() throws IOException {
    gradientsOf(out + "/no.dng", "drone", out)
        .assertRefused("no.dng: does not exist; check the path");
    gradientsOf(work.toString(), "drone", out)
        .assertRefused(work + ": is a folder; name the raw files in it");
    gradientsOf(photo, "dron", out).assertRefused("there is no camera 'dron'", "'drone'");
    gradientsOf(photo, "file", out)
        .assertRefused("the raw file's own metadata lacks", "or name a camera");
    Ran onto = gradientsOf(photo, "drone", photo);
    assertThat(onto.code()).isEqualTo(1);
    assertThat(onto.err())
        .contains("it is a file, not a folder; choose another folder")
        .doesNotContain("\tat ");
  }

  @Test
  void gradientsThatCannotBeWrittenLeaveNoPartialFiles() throws IOException {
    String sheet = "photo-gradients-parametrized-mean-square.png";
    // Not even the superuser can replace a folder that is not empty by a file.
    Files.createDirectories(Path.of(out, sheet, "something"));

    Ran ran = gradientsOf(photo, "drone", out);

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cannot write", sheet).doesNotContain("\tat ", "unexpected");
    try (Stream<Path> files = Files.list(Path.of(out))) {
      assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly(sheet);
    }
  }

  private static Ran gradientsOf(String file, String camera, String folder) {
    return Ran.rawline("gradients", file, "--camera", camera, "-o", folder);
  }

  private Ran gradients(String... more) {
    return Ran.rawline(
        concat(new String[] {"gradients", photo, "--camera", "drone", "-o", out}, more));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void systemErrorsAreExplainedInOneSentence(boolean verbose) {
    StringWriter err = new StringWriter();
    CommandLine command =
        new CommandLine(new RawlineCommand.CompletionCommand()).setErr(new PrintWriter(err, true));

    assertThat(CliErrorHandler.explain(new OutOfMemoryError(), command, verbose)).isEqualTo(1);
    assertThat(
            CliErrorHandler.explain(new UnsatisfiedLinkError("no libharfbuzz"), command, verbose))
        .isEqualTo(1);
    assertThat(
            CliErrorHandler.explain(
                new UncheckedIOException(new IOException("said.csv is cut")), command, verbose))
        .isEqualTo(1);
    assertThat(CliErrorHandler.explain(new IllegalStateException("odd"), command, verbose))
        .isEqualTo(1);

    assertThat(err.toString())
        .contains("out of memory", "RAWLINE_JAVA_OPTIONS=-Xmx8g")
        .contains("a system library that Java needs is missing: no libharfbuzz", "apt-get install")
        .contains("completion: said.csv is cut");
    assertThat(err.toString().contains("--verbose")).isEqualTo(!verbose);
    assertThat(err.toString().contains("\tat ")).isEqualTo(verbose);
  }

  private static String[] concat(String[] first, String[] second) {
    return Stream.concat(List.of(first).stream(), List.of(second).stream()).toArray(String[]::new);
  }
}
