package dev.rawline.app;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Data sets that commands are tested with. */
public final class SmallDataSets {
  private static final int SIDE = 16;

  private SmallDataSets() {}

  /**
   * Writes bright and dark raw pictures, greener than red and blue, a folder a class.
   *
   * @param each how many of each class
   * @return their folder
   */
  public static String shades(Path work, int each) throws IOException {
    return shades(work, each, SIDE);
  }

  /** Writes the same pictures of another size, {@code side} pixels high and wide. */
  public static String shades(Path work, int each, int side) throws IOException {
    Path folder = work.resolve("shades");
    for (String name : List.of("bright", "dark")) {
      Files.createDirectories(folder.resolve(name));
      for (int i = 0; i < each; i++) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        for (int at = 0; at < side * side; at++) {
          int green = (at % side + at / side) % 2 == 0 ? 0 : 30;
          int level = (name.equals("dark") ? 40 : 140) + green + (at * 7 + i * 13) % 50;
          image.getRaster().setSample(at % side, at / side, 0, level);
        }
        ImageIO.write(image, "png", folder.resolve(name).resolve(i + ".png").toFile());
      }
    }
    return folder.toString();
  }

  /** Returns the words of the shortest training, with more behind them. */
  public static String[] training(Object... more) {
    String words = "train --camera drone --model small-cnn --epochs 1 --batch 4 --threads 1";
    return Stream.concat(Stream.of(words.split(" ")), Stream.of(more).map(Object::toString))
        .toArray(String[]::new);
  }

  /**
   * Simulates blood smears of 128² pixels through the microscope.
   *
   * @return their folder
   */
  public static String smears(Path folder, int count) {
    Ran.works(
        "simulate",
        "blood-smear",
        "--camera",
        "microscope",
        "--count",
        count,
        "--size",
        "128x128",
        "--out",
        folder);
    return folder.toString();
  }
}
