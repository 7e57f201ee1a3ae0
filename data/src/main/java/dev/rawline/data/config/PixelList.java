package dev.rawline.data.config;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.yaml.YamlType;
import dev.rawline.imaging.isp.DefectCorrection.Pixel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pixels, listed in a YAML file or in a CSV file beside it. */
@YamlType(PixelListType.class)
sealed interface PixelList {

  /**
   * Returns the pixels.
   *
   * @param folder where a file is looked for
   * @throws IOException if the file cannot be read; the message says why and what to do
   * @throws IllegalArgumentException if a line of the file is no pixel
   */
  List<Pixel> read(Path folder) throws IOException;

  /** Pixels listed where they are needed. */
  record Listed(List<Pixel> pixels) implements PixelList {
    @Override
    public List<Pixel> read(Path folder) {
      return pixels;
    }
  }

  /**
   * Pixels in a CSV file: {@code row,column} a line, both counted from 0; the first line may name
   * the columns.
   */
  record InFile(String name) implements PixelList {
    private static final int MOST_BYTES = 1 << 24;
    private static final Pattern HEADING = Pattern.compile("\\s*row\\s*,\\s*column\\s*");
    private static final Pattern PIXEL = Pattern.compile("\\s*(\\d{1,9})\\s*,\\s*(\\d{1,9})\\s*");

    @Override
    public List<Pixel> read(Path folder) throws IOException {
      List<Pixel> pixels = new ArrayList<>();
      int line = 0;
      for (String text : BoundedFile.text(folder.resolve(name), MOST_BYTES).split("\\R", -1)) {
        line++;
        Matcher pixel = PIXEL.matcher(text);
        if (pixel.matches()) {
          pixels.add(new Pixel(Integer.parseInt(pixel.group(1)), Integer.parseInt(pixel.group(2))));
        } else if (!text.isBlank() && !(line == 1 && HEADING.matcher(text).matches())) {
          throw new IllegalArgumentException(
              "line %d of %s is '%s': expected row,column, two whole numbers of at least 0 [px]"
                  .formatted(line, name, text));
        }
      }
      return pixels;
    }
  }
}
