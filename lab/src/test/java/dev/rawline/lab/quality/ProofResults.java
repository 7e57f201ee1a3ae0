package dev.rawline.lab.quality;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.lab.DocumentedKind;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the results of the proof are; {@code -Drawline.results=write} writes them. */
final class ProofResults {
  private static final Path FOLDER = DocumentedKind.PROJECT.resolve("docs/results/quality");

  private ProofResults() {}

  private static boolean writes() {
    return System.getProperty("rawline.results", "").equals("write");
  }

  static void table(String name, List<String> lines) throws IOException {
    String text = String.join("\n", lines) + "\n";
    System.out.print(name + "\n" + text);
    text(name, text);
  }

  static void text(String name, String text) throws IOException {
    if (writes()) {
      Files.createDirectories(FOLDER);
      AtomicFile.write(FOLDER.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }
  }

  static void picture(String name, BufferedImage picture) throws IOException {
    if (writes()) {
      Files.createDirectories(FOLDER);
      PngFile.write(picture, FOLDER.resolve(name));
    }
  }
}
