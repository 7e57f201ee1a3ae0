package dev.rawline.lab.training;

import dev.rawline.imaging.numeric.Progress;
import dev.rawline.imaging.random.RandomStream;
import dev.rawline.imaging.random.Seed;
import dev.rawline.learning.assembly.ResolvedPlan;
import dev.rawline.learning.assembly.TrainedModel;
import dev.rawline.learning.engine.Device;
import dev.rawline.learning.engine.Engine;
import dev.rawline.learning.plan.TrainingPlan;
import dev.rawline.learning.train.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import javax.imageio.ImageIO;

/** Small raw data sets that a small network learns in seconds: a spot of light glows, or not. */
public final class SpotDataSets {
  public static final int SIDE = 32;
  public static final Engine ENGINE = Engine.start(Device.CPU, 1);

  private SpotDataSets() {}

  /** Writes mosaics in folders of their classes, {@code dark} and {@code glow}, as many of each. */
  public static Path classes(Path folder, int each) throws IOException {
    for (String name : List.of("dark", "glow")) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < each; i++) {
        ImageIO.write(
            mosaic(i, name.equals("glow")),
            "png",
            folder.resolve(name + "/" + i + ".png").toFile());
      }
    }
    return folder;
  }

  /** Writes mosaics with the masks of their spots. */
  public static Path masks(Path folder, int count) throws IOException {
    Files.createDirectories(folder.resolve("images"));
    Files.createDirectories(folder.resolve("masks"));
    for (int i = 0; i < count; i++) {
      ImageIO.write(mosaic(i, true), "png", folder.resolve("images/" + i + ".png").toFile());
      BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
      for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
          mask.getRaster().setSample(x, y, 0, isSpot(i, x, y) ? 255 : 0);
        }
      }
      ImageIO.write(mask, "png", folder.resolve("masks/" + i + ".png").toFile());
    }
    return folder;
  }

  /**
   * Returns the plan of an experiment that trains a small network on them, by the names of its
   * keys; others may be added.
   */
  public static SequencedMap<String, String> experiment(Path data) {
    SequencedMap<String, String> keys = new LinkedHashMap<>();
    keys.put("name", "glows");
    keys.put("training.data", data.toString());
    keys.put("training.camera", "drone");
    keys.put("training.model", "{small-cnn: {widths: [8, 16]}}");
    keys.put("training.size", "16");
    keys.put("training.batch", "8");
    return keys;
  }

  private static boolean isSpot(int i, int x, int y) {
    return Math.abs(x - 8 - i % 16) < 6 && Math.abs(y - 8 - (3 * i) % 16) < 6;
  }

  private static BufferedImage mosaic(int i, boolean glows) {
    RandomStream random = new Seed(7, glows + " " + i).stream("mosaic", 0);
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int level = 40 + (int) (20 * random.nextUniform()) + (glows && isSpot(i, x, y) ? 90 : 0);
        image.getRaster().setSample(x, y, 0, level);
      }
    }
    return image;
  }

  /** Trains by a plan, and opens the model in its folder. */
  public static TrainedModel trained(ResolvedPlan plan, Path folder) throws IOException {
    TrainModel.Result _ =
        new TrainModel(plan, Path.of(""), folder, ENGINE, TrainingListener.SILENT).run();
    return TrainedModel.open(folder, ENGINE);
  }

  /** Returns a plan and its data set; keys and values alternate. */
  public static ResolvedPlan planned(String... keysAndValues) throws IOException {
    LinkedHashMap<String, String> flags = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      flags.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    flags.putIfAbsent("camera", "drone");
    flags.putIfAbsent("model", "{small-cnn: {widths: [8, 16]}}");
    flags.putIfAbsent("batch", "8");
    flags.putIfAbsent("epochs", "2");
    return ResolvedPlan.open(
        TrainingPlan.FILE.read(Optional.empty(), flags), Path.of(""), Progress.SILENT);
  }
}
