package dev.rawline.workbench.page;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.picture.PngFile;
import dev.rawline.workbench.plot.Drawing;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Drawings, pictures and pages → files of a folder.
 *
 * @param folder the folder; it exists
 */
public record ReportFiles(Path folder) {
  /** Returns the names of the files of drawings. */
  public static List<String> names(String... drawings) {
    return Arrays.stream(drawings)
        .flatMap(name -> Stream.of(name + ".png", name + ".svg"))
        .toList();
  }

  /**
   * Writes drawings, each as pixels and as scalable graphics.
   *
   * @param drawings by name
   * @return the files
   */
  public List<Path> drawings(Map<String, Drawing> drawings) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<String, Drawing> drawing : drawings.entrySet()) {
      files.add(picture(drawing.getValue().picture(), drawing.getKey() + ".png"));
      files.add(text(drawing.getValue().svg(), drawing.getKey() + ".svg"));
    }
    return files;
  }

  /**
   * Writes a page, its drawings and its pictures.
   *
   * @param drawings by name
   * @param pictures by the names of their files
   * @param html the page
   * @param name the name of its file
   * @return the files
   */
  public List<Path> page(
      Map<String, Drawing> drawings, Map<String, PagePicture> pictures, String html, String name)
      throws IOException {
    List<Path> files = new ArrayList<>(drawings(drawings));
    for (Map.Entry<String, PagePicture> picture : pictures.entrySet()) {
      files.add(picture(picture.getValue().image(), picture.getKey()));
    }
    files.add(text(html, name));
    return files;
  }

  /** Writes a picture as PNG. */
  public Path picture(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    PngFile.write(picture, file);
    return file;
  }

  /** Writes a text in UTF-8. */
  public Path text(String text, String name) throws IOException {
    Path file = folder.resolve(name);
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** Returns the origin of numbers, for a page. */
  public static List<Fact> facts(Map<String, Object> provenance) {
    return provenance.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("command")) // a demo's is another
        .map(entry -> new Fact(entry.getKey().replace('_', ' '), words(entry.getValue())))
        .toList();
  }

  /** Returns a folder as a command in the working directory names it. */
  public static Path shown(Path folder) {
    Path here = Path.of("").toAbsolutePath();
    return folder.startsWith(here) && !folder.equals(here) ? here.relativize(folder) : folder;
  }

  private static String words(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> entry.getKey() + " " + entry.getValue())
              .collect(Collectors.joining(", "));
      case List<?> list -> list.stream().map(ReportFiles::words).collect(Collectors.joining(", "));
      case Double number -> String.format(Locale.ROOT, "%.1f", number);
      default -> String.valueOf(value);
    };
  }
}
