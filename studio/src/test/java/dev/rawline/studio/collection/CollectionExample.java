package dev.rawline.studio.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.lab.training.TrainModel;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.train.TrainingListener;
import dev.rawline.studio.RunningStudio;
import dev.rawline.studio.StudioClient;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import javax.imageio.ImageIO;

/** A server with a small raw data set, and how a client speaks to it. */
public final class CollectionExample implements AutoCloseable {
  static final int SIDE = 32;

  private final RunningStudio studio;

  CollectionExample(Path folder, boolean demo) throws IOException {
    studio = new RunningStudio(Map.of("work", folder), Optional.empty(), demo);
  }

  /** Writes mosaics in folders of their classes, {@code dark} and {@code glow}. */
  public static Path dataSet(Path folder, int each) throws IOException {
    for (String name : List.of("dark", "glow")) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < each; i++) {
        ImageIO.write(
            mosaic(i, name.equals("glow")),
            "png",
            folder.resolve("%s/%02d.png".formatted(name, i)).toFile());
      }
    }
    return folder;
  }

  private static BufferedImage mosaic(int number, boolean glows) {
    RandomStream random = new Seed(7, glows + " " + number).stream("mosaic", 0);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int spot = glows && Math.abs(x - 16) < 6 && Math.abs(y - 16) < 6 ? 90 : 0;
        image.getRaster().setSample(x, y, 0, 40 + (int) (20 * random.nextUniform()) + spot);
      }
    }
    return image;
  }

  /** Trains a small network for an epoch. */
  static void train(Path data, Path model) throws IOException {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("data", data.toString());
    keys.put("camera", "drone");
    keys.put("model", "{small-cnn: {widths: [8, 16]}}");
    keys.put("data_model", "{static: bilinear-sharpen-gaussian}");
    keys.put("crop", "32");
    keys.put("size", "16");
    keys.put("batch", "8");
    keys.put("epochs", "1");
    ResolvedPlan plan =
        ResolvedPlan.open(
            TrainingPlan.FILE.read(Optional.empty(), keys), Path.of(""), Progress.SILENT);
    TrainModel.Result _ =
        new TrainModel(
                plan, Path.of(""), model, Engine.start(Device.CPU, 1), TrainingListener.SILENT)
            .run();
  }

  StudioClient.Answer post(String path, Map<String, ?> body) {
    return new StudioClient(studio).post("data/" + path, body);
  }

  StudioClient.Answer get(String path) {
    return new StudioClient(studio).get("data/" + path, Map.of());
  }

  /** Returns the id of a data set that is opened. */
  String open(String path) {
    return (String) post("open", Map.of("root", "work", "path", path)).json().get("set");
  }

  @Override
  public void close() throws IOException {
    studio.close();
    assertThat(studio.failures()).isEmpty();
  }
}
