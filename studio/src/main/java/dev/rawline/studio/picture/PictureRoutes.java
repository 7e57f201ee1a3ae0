package dev.rawline.studio.picture;

import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.sensor.SensorSpec;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * What is asked about pictures.
 *
 * @param images the images that are open
 * @param atOnce how many pictures are rendered at once; others wait
 */
public record PictureRoutes(OpenImages images, Semaphore atOnce) {
  private static final int LONGEST_SIDE = 4096;
  private static final double USUAL_DIFFERENCE = 10;
  private static final int MOST_VALUES = 64 * 64;

  /**
   * A picture that is requested.
   *
   * @param path how it is made
   * @param frame its number in {@link LightPath#frames}; none for the view
   * @param region the part of it
   * @param longest the longest side of the reply [px]
   * @param low what is shown black
   * @param high what is shown white
   */
  record Picture(
      PathRequest path,
      Optional<Integer> frame,
      Region region,
      int longest,
      double low,
      double high) {
    Picture {
      if (longest < 1 || longest > LONGEST_SIDE || !(low < high)) {
        throw new IllegalArgumentException(
            "a picture of %d px from %s to %s: expected at most %d px, and what is black below what is white"
                .formatted(longest, low, high, LONGEST_SIDE));
      }
    }
  }

  /**
   * A comparison that is requested.
   *
   * @param path how the picture is made
   * @param pinned how the picture is made that it is compared with
   * @param region the part that is compared
   * @param longest the longest side of a picture of the difference [px]
   * @param most the difference that is painted darkest, ΔE₀₀
   */
  record Comparison(
      PathRequest path,
      PathRequest pinned,
      Region region,
      Optional<Integer> longest,
      Optional<Double> most) {
    Comparison {
      most.filter(end -> !(end > 0))
          .ifPresent(
              end -> {
                throw new IllegalArgumentException(
                    "differences are painted up to %s: expected more than 0 (ΔE₀₀)".formatted(end));
              });
    }
  }

  /**
   * Numbers that are requested.
   *
   * @param path how the picture is made
   * @param region the pixels
   */
  record Values(PathRequest path, Region region) {}

  /** Returns what is answered. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/image", this::describe),
        Route.post("/api/picture", this::picture),
        Route.post("/api/values", this::values),
        Route.post("/api/difference", this::difference),
        Route.post("/api/comparison", this::comparison),
        Route.post("/api/views", this::views),
        Route.post("/api/export", this::export));
  }

  /** Describes an image, its light path and its numbers. */
  private Reply describe(Request request) throws IOException {
    PathRequest wanted = JsonRecords.ofValues(request.json(), PathRequest.class);
    LightPath path = wanted.path(images);
    return new Reply.Json(description(path, wanted.camera(path.image())));
  }

  /** Returns what a client needs to know of an image. */
  private static Map<String, Object> description(LightPath path, String camera) {
    OpenImage image = path.image();
    RawImage raw = image.raw();
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("id", image.id());
    description.put("name", image.name());
    description.put("width", raw.width());
    description.put("height", raw.height());
    description.put("cfa", raw.cfa().toString());
    description.put("unit", raw.unit().toString());
    raw.calibration()
        .blackLevel()
        .map(SourcedValue::value)
        .ifPresent(black -> description.put("black", black.at(raw.cfa().siteAt(0, 0))));
    raw.calibration().whiteLevel().ifPresent(white -> description.put("white", white.value()));
    raw.calibration().camera().ifPresent(name -> description.put("model", name.value()));
    raw.calibration().iso().ifPresent(iso -> description.put("iso", iso.value()));
    raw.calibration()
        .exposureSeconds()
        .ifPresent(seconds -> description.put("exposure", seconds.value()));
    description.put("camera", camera);
    description.put("cameras", PathRequest.cameras(image));
    path.sensor().ifPresent(sensor -> description.put("sensor", sensor.name()));
    description.put("recording", path.sensor().map(Recording::keys).orElse(List.of()));
    description.put("histogram", JsonFile.values(image.histogram()));
    description.put("stages", IspFiles.keys(path.isp()));
    return description;
  }

  private Reply export(Request request) throws IOException {
    PathRequest wanted = JsonRecords.ofValues(request.json(), PathRequest.class);
    LightPath path = wanted.path(images);
    return new Reply.Json(PathExport.of(path, wanted.camera(path.image())));
  }

  private Reply picture(Request request) throws IOException {
    Picture wanted = JsonRecords.ofValues(request.json(), Picture.class);
    LightPath path = wanted.path().path(images);
    RawImage raw = path.image().raw();
    Region region = wanted.region().within(raw.width(), raw.height());
    int frame = frame(wanted.frame(), path);
    long begin = System.nanoTime();
    View view = rendered(() -> new Renderer(path).show(frame, region, wanted.longest()));
    return new Reply.Content(
        Renderer.TYPE,
        Renderer.bytes(view, wanted.low(), wanted.high(), System.nanoTime() - begin));
  }

  private static int frame(Optional<Integer> asked, LightPath path) {
    int view = path.view();
    int frame = asked.orElse(view);
    if (frame < 0 || frame > view) {
      throw new IllegalArgumentException(
          "frame %d: expected 0 to %d (%s)"
              .formatted(frame, view, String.join(", ", path.frames())));
    }
    return frame;
  }

  private Reply values(Request request) throws IOException {
    Values wanted = JsonRecords.ofValues(request.json(), Values.class);
    LightPath path = wanted.path().path(images);
    RawImage raw = path.image().raw();
    Region region = wanted.region().within(raw.width(), raw.height());
    if (region.area() > MOST_VALUES) {
      throw new IllegalArgumentException(
          "values of %d pixels: expected at most %d".formatted(region.area(), MOST_VALUES));
    }
    return rendered(() -> new Reply.Json(PixelValues.of(path, region)));
  }

  /** The colour difference of every pixel, painted. */
  private Reply difference(Request request) throws IOException {
    Comparison wanted = JsonRecords.ofValues(request.json(), Comparison.class);
    Pair pair = new Pair(wanted.path().path(images), wanted.pinned().path(images));
    Region region = pair.within(wanted.region());
    long begin = System.nanoTime();
    View painted =
        rendered(
            () ->
                ViewSheet.shrunk(
                    pair.difference(region, wanted.most().orElse(USUAL_DIFFERENCE)),
                    wanted.longest().orElse(LONGEST_SIDE)));
    return new Reply.Content(
        Renderer.TYPE, Renderer.bytes(painted, 0, 1, System.nanoTime() - begin));
  }

  private Reply comparison(Request request) throws IOException {
    Comparison wanted = JsonRecords.ofValues(request.json(), Comparison.class);
    Pair pair = new Pair(wanted.path().path(images), wanted.pinned().path(images));
    return new Reply.Json(rendered(() -> pair.similarity(pair.within(wanted.region()))));
  }

  /** The twelve views of a part, four in a row, in the order of the published tables. */
  private Reply views(Request request) throws IOException {
    Picture wanted = JsonRecords.ofValues(request.json(), Picture.class);
    LightPath path = wanted.path().path(images);
    RawImage raw = path.image().raw();
    Region region = wanted.region().within(raw.width(), raw.height());
    Region around = region.grown(path.reach(), raw.width(), raw.height());
    long begin = System.nanoTime();
    View sheet =
        rendered(
            () ->
                ViewSheet.of(
                    new ViewRenderer(
                            path.camera(),
                            ViewName.ALL,
                            isp -> wanted.path().developed(path.image(), isp, path.camera()))
                        .render(path.recorded(around)),
                    new Region(
                        region.left() - around.left(),
                        region.top() - around.top(),
                        region.width(),
                        region.height()),
                    wanted.longest()));
    return new Reply.Content(
        Renderer.TYPE,
        Renderer.bytes(sheet, wanted.low(), wanted.high(), System.nanoTime() - begin));
  }

  private interface Rendering<T> {
    T render();
  }

  private <T> T rendered(Rendering<T> rendering) throws IOException {
    try {
      atOnce.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
    try {
      return rendering.render();
    } finally {
      atOnce.release();
    }
  }

  /** Returns the names of sensors that may be chosen. */
  public static List<String> sensors() {
    return SensorSpec.PRESETS.stream().map(SensorSpec::name).toList();
  }
}
