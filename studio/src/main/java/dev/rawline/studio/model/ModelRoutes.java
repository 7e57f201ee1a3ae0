package dev.rawline.studio.model;

import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.lab.tolerance.SpecifiedParameter;
import dev.rawline.lab.tolerance.ToleranceSpecification;
import dev.rawline.learning.sample.Task;
import dev.rawline.studio.files.Workspace;
import dev.rawline.studio.http.Reply;
import dev.rawline.studio.http.Request;
import dev.rawline.studio.http.Route;
import dev.rawline.studio.picture.LightPath;
import dev.rawline.studio.picture.OpenImages;
import dev.rawline.studio.picture.PathRequest;
import dev.rawline.studio.picture.Region;
import dev.rawline.studio.picture.Renderer;
import dev.rawline.workbench.sheet.SignedMap;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is asked of task models.
 *
 * @param workspace the folders in which models are looked for
 * @param images the images that are open
 * @param models the models that are open
 */
public record ModelRoutes(Workspace workspace, OpenImages images, OpenModels models) {
  private static final String TOLERANCE = "tolerance.yaml";
  private static final long MOST_PIXELS = 1 << 21;
  private static final float FULL = 255;

  /**
   * A model, by its folder.
   *
   * @param root the name of a folder of the workspace
   * @param path the model's path below it
   */
  record ModelPlace(String root, String path) {}

  /**
   * A picture that a model looks at.
   *
   * @param model the model
   * @param path how the picture is made
   * @param longest the longest side of a picture of the gradient [px]
   */
  record Question(ModelPlace model, PathRequest path, Optional<Integer> longest) {}

  /** Returns what is answered. */
  public List<Route> routes() {
    return List.of(
        Route.post("/api/model", this::model),
        Route.post("/api/prediction", this::prediction),
        Route.post("/api/gradient", this::gradient));
  }

  private Path folder(ModelPlace place) throws IOException {
    return workspace.resolve(place.root(), place.path());
  }

  private Reply model(Request request) throws IOException {
    Path folder = folder(JsonRecords.ofValues(request.json(), ModelPlace.class));
    Map<String, Object> described = new LinkedHashMap<>();
    models.use(
        folder,
        trained -> {
          described.put("task", trained.task().word());
          if (trained.task() instanceof Task.Classification(List<String> classes)) {
            described.put("classes", classes);
          }
          trained.model().input().size().ifPresent(size -> described.put("size", size));
          return described;
        });
    described.put("tolerance", tolerance(folder));
    return new Reply.Json(described);
  }

  /** Looks for the specification in the folder of the model, and in those next to it. */
  private static List<Map<String, Object>> tolerance(Path folder) throws IOException {
    Path file = folder.resolve(TOLERANCE);
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    return ToleranceSpecification.FILE.read(file).parameters().stream()
        .map(ModelRoutes::tolerated)
        .toList();
  }

  private static Map<String, Object> tolerated(SpecifiedParameter parameter) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", parameter.name());
    values.put("low", parameter.low());
    values.put("high", parameter.high());
    values.put("lowest", parameter.lowest());
    values.put("highest", parameter.highest());
    return values;
  }

  private View view(Question question) throws IOException {
    LightPath path = question.path().path(images);
    RawImage raw = path.image().raw();
    if ((long) raw.width() * raw.height() > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "%d × %d px are too many for a model here: expected at most 2 megapixels, such as a"
                  .formatted(raw.width(), raw.height())
              + " sample of its data set");
    }
    return new Renderer(path).show(path.view(), new Region(0, 0, raw.width(), raw.height()));
  }

  private Reply prediction(Request request) throws IOException {
    Question question = JsonRecords.ofValues(request.json(), Question.class);
    View view = view(question);
    return new Reply.Json(
        models.use(folder(question.model()), trained -> ModelAnswer.of(trained, view)));
  }

  private Reply gradient(Request request) throws IOException {
    Question question = JsonRecords.ofValues(request.json(), Question.class);
    View view = view(question);
    View gradient =
        models.use(folder(question.model()), trained -> ModelAnswer.gradient(trained, view));
    int longest =
        Math.min(
            question.longest().orElse(Integer.MAX_VALUE), Math.max(view.width(), view.height()));
    return new Reply.Content(
        Renderer.TYPE, Renderer.bytes(painted(new SignedMap(gradient, longest).image()), 0, 1, 0));
  }

  private static View painted(BufferedImage image) {
    int area = image.getWidth() * image.getHeight();
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    float[] samples = new float[View.CHANNELS * area];
    for (int i = 0; i < area; i++) {
      samples[i] = (colours[i] >> 16 & 255) / FULL;
      samples[area + i] = (colours[i] >> 8 & 255) / FULL;
      samples[2 * area + i] = (colours[i] & 255) / FULL;
    }
    return new View(image.getWidth(), image.getHeight(), samples);
  }
}
