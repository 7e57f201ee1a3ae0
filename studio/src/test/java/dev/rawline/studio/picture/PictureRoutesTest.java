package dev.rawline.studio.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ExposureCompensation;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.Matrix3;
import dev.rawline.imaging.frame.Orientation;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.Rgb;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.lab.views.Development;
import dev.rawline.lab.views.ProcessRaw;
import dev.rawline.studio.RunningStudio;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureRoutesTest {
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;
  private static final Map<String, Integer> ALL =
      Map.of("left", 0, "top", 0, "width", WIDTH, "height", HEIGHT);

  @TempDir private static Path folder;

  private static Path file;
  private static RunningStudio studio;

  @BeforeAll
  static void start() throws IOException {
    Random random = new Random(5);
    float[] samples = new float[WIDTH * HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 5000 + 300 * (i % WIDTH) + random.nextInt(2000);
    }
    file = folder.resolve("shared/frame.tiff");
    Files.createDirectories(file.getParent());
    RawFiles.write(
        new RawImage(
            WIDTH, HEIGHT, Cfa.RGGB, RawImage.Unit.DN, samples, Calibration.unknown(Short.SIZE)),
        file);
    Files.writeString(folder.resolve("secret.tiff"), "not shared");
    studio = new RunningStudio(Map.of("shared", file.getParent()), Optional.empty(), false);
  }

  @AfterAll
  static void stop() throws IOException {
    studio.close();
    assertThat(studio.failures()).isEmpty();
  }

  private static HttpResponse<String> post(String path, Map<String, ?> body) {
    return studio.post(path, body, BodyHandlers.ofString());
  }

  private static Map<String, Object> object(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonFile.parse(answer.body());
  }

  private static String opened() {
    return (String) object(post("open", Map.of("root", "shared", "path", "frame.tiff"))).get("id");
  }

  private static byte[] picture(Map<String, ?> path) {
    HttpResponse<byte[]> answer =
        studio.post(
            "picture",
            Map.of("path", path, "region", ALL, "longest", 200, "low", 0, "high", 1),
            BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static Map<String, Object> path(Object... more) {
    Map<String, Object> path = new HashMap<>(Map.of("image", opened(), "camera", "drone"));
    for (int i = 0; i < more.length; i += 2) {
      path.put((String) more[i], more[i + 1]);
    }
    return path;
  }

  /** What is exported renders, on the command line, the picture that was seen. */
  @Test
  void theExportedCommandRendersThePicture(@TempDir Path out) throws IOException {
    List<Map<String, Object>> stages =
        List.of(
            Map.of("black_level", 0.06),
            Map.of("demosaicing", Map.of("method", "malvar2004")),
            Map.of("white_balance", Map.of("red", 2.2, "green", 1.0, "blue", 1.4)),
            Map.of("gaussian", Map.of("sigma", 1.1)),
            Map.of("gamma", Map.of("gamma", 1.9)));
    Map<String, Object> exported = object(post("export", path("stages", stages)));
    assertThat((String) exported.get("command"))
        .isEqualTo(
            "rawline process %s --camera drone --isp isp.yaml --no-highlight-clip --out pictures"
                .formatted(file));
    Path isp = out.resolve("isp.yaml");
    Files.writeString(isp, (String) ((Map<?, ?>) exported.get("files")).get("isp.yaml"));
    new ProcessRaw(
            out,
            new CameraChoice.Fixed(Camera.DRONE),
            Optional.of(isp),
            false,
            false,
            new Development(Optional.of(false), ExposureCompensation.Fixed.NONE),
            false,
            RawDescription.NONE)
        .run(file, Progress.SILENT);
    byte[] seen = picture(path("stages", stages));
    BufferedImage written;
    try (Stream<Path> files = Files.walk(out)) {
      written =
          ImageIO.read(
              files
                  .filter(each -> each.toString().endsWith(".png"))
                  .findFirst()
                  .orElseThrow()
                  .toFile());
    }
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int rgb = written.getRGB(column, row);
        int at = 16 + 3 * (row * WIDTH + column);
        assertThat(List.of(seen[at] & 255, seen[at + 1] & 255, seen[at + 2] & 255))
            .as("pixel %d, %d", column, row)
            .isEqualTo(List.of(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255));
      }
    }
  }

  /** Each of the twelve is what taking it gives, highlights clipped as the file's camera asks. */
  @Test
  void theViewsAreThoseThatCanBeTaken() throws IOException {
    int side = 40;
    float[] saturated = new float[side * side];
    Arrays.fill(saturated, 0, saturated.length / 2, 4000);
    Arrays.fill(saturated, saturated.length / 2, saturated.length, 900);
    RawFiles.write(
        new RawImage(
            side,
            side,
            Cfa.RGGB,
            RawImage.Unit.DN,
            saturated,
            new Calibration(
                16,
                known(SiteValues.uniform(100)),
                known(4000.0),
                known(new Rgb(2, 1, 1.5)),
                known(Matrix3.IDENTITY),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Orientation.UPRIGHT)),
        file.resolveSibling("saturated.tiff"));
    Object id = object(post("open", Map.of("root", "shared", "path", "saturated.tiff"))).get("id");
    Map<String, Object> wanted = new HashMap<>();
    wanted.put("path", Map.of("image", id, "camera", "file"));
    wanted.put("region", Map.of("left", 0, "top", 0, "width", side, "height", side));
    wanted.putAll(Map.of("longest", side, "low", 0, "high", 1));
    byte[] sheet = studio.post("views", wanted, BodyHandlers.ofByteArray()).body();
    for (int i = 0; i < ViewName.ALL.size(); i++) {
      String name = ViewName.ALL.get(i).toString();
      wanted.put("path", Map.of("image", id, "camera", "file", "view", name));
      byte[] one = studio.post("picture", wanted, BodyHandlers.ofByteArray()).body();
      for (int row = 0; row < side; row++) {
        int from = 16 + 3 * side * ((i / 4 * side + row) * 4 + i % 4);
        assertThat(Arrays.copyOfRange(sheet, from, from + 3 * side))
            .as("row %d of %s", row, name)
            .isEqualTo(Arrays.copyOfRange(one, 16 + 3 * side * row, 16 + 3 * side * (row + 1)));
      }
    }
  }

  private static <T> Optional<SourcedValue<T>> known(T value) {
    return Optional.of(new SourcedValue<>(value, "test"));
  }

  @Test
  void anUploadedFileIsOpenedLikeAnyOther() throws IOException {
    byte[] content = Files.readAllBytes(file);
    String id =
        (String)
            object(
                    studio.upload(
                        "upload", Map.of("name", "frame.tiff"), content, BodyHandlers.ofString()))
                .get("id");
    Map<String, Object> described = object(post("image", Map.of("image", id, "camera", "drone")));
    assertThat(described).containsEntry("width", WIDTH).containsEntry("height", HEIGHT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../frame.tiff",
        "a/b.tiff",
        "/etc/passwd",
        "",
        ".hidden",
        "a\u0000.tiff",
        "a\n.png"
      })
  void rejectsNamesThatAreNoNames(String name) {
    HttpResponse<String> answer =
        studio.upload("upload", Map.of("name", name), new byte[8], BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("a file of this name cannot be taken");
  }

  @Test
  void rejectsWhatIsNoRawFile() {
    HttpResponse<String> answer =
        studio.upload(
            "upload",
            Map.of("name", "a.png"),
            "no picture".getBytes(StandardCharsets.UTF_8),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("a.png").doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.tiff", "/etc/passwd", "x/../../secret.tiff", "link.tiff"})
  void filesOfOtherFoldersAreNotOpened(String path) throws IOException {
    Path link = file.resolveSibling("link.tiff");
    if (!Files.exists(link)) {
      Files.createSymbolicLink(link, folder.resolve("secret.tiff"));
    }
    HttpResponse<String> answer = post("open", Map.of("root", "shared", "path", path));
    assertThat(answer.statusCode()).isIn(404, 422);
    assertThat(answer.body()).doesNotContain("root:");
  }

  @Test
  void namesMistakesInStages() {
    HttpResponse<String> answer =
        post(
            "image",
            path(
                "stages",
                List.of(
                    Map.of("demosaicing", Map.of("method", "bilinear")),
                    Map.of("gamma", Map.of("gamma", -1)))));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("gamma").contains("expected");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"left\": -1, \"top\": 0, \"width\": 5, \"height\": 5}",
        "{\"left\": 0, \"top\": 0, \"width\": 0, \"height\": 5}",
        "{\"left\": 0, \"top\": 0, \"width\": 2147483647, \"height\": \"many\"}",
        "{\"left\": 0}"
      })
  void rejectsRegionsThatAreNone(String region) {
    HttpResponse<String> answer =
        post(
            "picture",
            Map.of(
                "path", path(),
                "region", JsonFile.parse(region),
                "longest", 200,
                "low", 0,
                "high", 1));
    assertThat(answer.statusCode()).isEqualTo(422);
  }

  /** A region beyond the image is cut, and so is a size that would take the memory. */
  @Test
  void whatIsLargeIsBounded() {
    Map<String, Integer> huge =
        Map.of("left", 90, "top", 60, "width", Integer.MAX_VALUE, "height", Integer.MAX_VALUE);
    HttpResponse<byte[]> cut =
        studio.post(
            "picture",
            Map.of("path", path(), "region", huge, "longest", 200, "low", 0, "high", 1),
            BodyHandlers.ofByteArray());
    assertThat(cut.statusCode()).isEqualTo(200);
    assertThat(cut.body()).hasSize(16 + 3 * 6 * 4);
    assertThat(
            post(
                    "picture",
                    Map.of("path", path(), "region", ALL, "longest", 100_000, "low", 0, "high", 1))
                .statusCode())
        .isEqualTo(422);
    assertThat(post("image", Map.of("image", "x".repeat(2_000_000))).statusCode()).isEqualTo(422);
  }

  @Test
  void aDemonstrationOpensSamplesAlone() throws IOException {
    try (RunningStudio demo = new RunningStudio(Map.of(), Optional.empty(), true)) {
      for (String path :
          List.of("upload", "folder", "model", "prediction", "data/open", "lab/runs")) {
        assertThat(demo.post(path, Map.of(), BodyHandlers.ofString()).statusCode())
            .as(path)
            .isEqualTo(404);
      }
      assertThat(
              demo.post(
                      "open",
                      Map.of("root", "shared", "path", "frame.tiff"),
                      BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(422);
      assertThat(
              demo.post("open", Map.of("sample", "microscope"), BodyHandlers.ofString())
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
