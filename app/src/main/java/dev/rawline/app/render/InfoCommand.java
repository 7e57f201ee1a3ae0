package dev.rawline.app.render;

import static dev.rawline.app.terminal.TextTable.printField;

import dev.rawline.app.options.RawFileOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.ProcessedPictures;
import dev.rawline.data.raw.PixelRectangle;
import dev.rawline.data.raw.RawFile;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SourcedValue;
import dev.rawline.lab.dataset.RawSummary;
import dev.rawline.workbench.text.NumberText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline info}: command-line interface of {@link RawSummary}. */
@Command(
    name = "info",
    header = "Describe a raw file: size, layout, levels, camera, saturation, histogram.")
public final class InfoCommand extends TerminalCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Raw files.")
  private List<Path> files;

  @Mixin private RawFileOptions raw;

  /** The word of a camera that can render the first file. */
  private String camera;

  @Override
  public ExitCode call() {
    PrintWriter out = out();
    ExitCode result = ExitCode.DONE;
    for (Path file : files) {
      try {
        RawSummary summary = RawSummary.of(file, raw.description());
        camera = file.equals(files.getFirst()) ? camera(summary.stored().image()) : camera;
        new RawFileSummary(summary).print(out);
      } catch (IOException e) {
        err().println("rawline info: " + e.getMessage());
        result = ExitCode.REJECTED;
      }
    }
    return result;
  }

  @Override
  protected List<String> next() {
    return words(
        "views",
        files.getFirst(),
        "--camera",
        camera,
        given(RawFileOptions.class),
        "--out",
        beside(files.getFirst(), "views"));
  }

  private static String camera(RawImage image) {
    try {
      Camera.of(image);
      return "file";
    } catch (IllegalArgumentException _) {
      return "drone"; // the file does not state how it is rendered
    }
  }

  /**
   * The summary of a raw file as text.
   *
   * @param summary the summary
   */
  private record RawFileSummary(RawSummary summary) {
    private static final int LABEL = 15;
    private static final int HISTOGRAM_ROWS = 6;
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    /** Prints the summary. */
    void print(PrintWriter out) {
      RawFile stored = summary.stored();
      RawImage raw = stored.image();
      Calibration known = raw.calibration();
      out.println(summary.file());
      printField(out, "format", stored.format());
      printField(out, "size", size(stored));
      printField(out, "layout", raw.cfa() + from(stored.cfaSource()));
      printField(out, "bits", known.containerBits() + " a sample");
      printKnown(out, "black level", known.blackLevel(), level -> NumberText.brief(level) + " DN");
      stored
          .opticalBlack()
          .ifPresent(
              black ->
                  printField(
                      out,
                      "optical black",
                      NumberText.brief(black.value()) + " DN" + from(black.source())));
      printKnown(out, "white level", known.whiteLevel(), level -> NumberText.brief(level) + " DN");
      printKnown(out, "camera", known.camera(), Function.identity());
      printKnown(
          out,
          "white balance",
          known.whiteBalance(),
          gains -> NumberText.brief(gains) + " (R, G, B)");
      printKnown(
          out,
          "colour matrix",
          known.colourMatrix(),
          matrix ->
              matrix.rows().stream()
                  .map(row -> row.stream().map(NumberText::brief).collect(Collectors.joining(" ")))
                  .collect(Collectors.joining(" / ")));
      printKnown(out, "ISO", known.iso(), NumberText::brief);
      printKnown(out, "exposure", known.exposureSeconds(), NumberText::exposure);
      String unit =
          switch (raw.unit()) {
            case DN -> "DN";
            case NORMALISED -> "normalised";
          };
      printField(
          out,
          "values",
          "%s to %s, mean %s %s"
              .formatted(
                  NumberText.brief(summary.lowest()),
                  NumberText.brief(summary.highest()),
                  NumberText.brief(summary.mean()),
                  unit));
      printField(out, "saturated", saturated(unit));
      if (ProcessedPictures.isGreyAsRaw(stored)) {
        printField(out, "note", ProcessedPictures.GREY);
      }
      out.println();
      histogram(unit).forEach(out::println);
      out.println();
      out.flush();
    }

    private static String size(RawFile stored) {
      RawImage raw = stored.image();
      PixelRectangle area = stored.activeArea();
      String active =
          area.equals(PixelRectangle.whole(stored.storedWidth(), stored.storedHeight()))
              ? ""
              : ", active area of %d × %d px"
                  .formatted(stored.storedWidth(), stored.storedHeight());
      return String.format(
          Locale.ROOT,
          "%d × %d px (%.2f MP)%s",
          raw.width(),
          raw.height(),
          raw.width() * (double) raw.height() / 1e6,
          active);
    }

    private String saturated(String unit) {
      String each =
          Arrays.stream(Cfa.Site.values())
              .filter(summary.saturated()::containsKey)
              .map(site -> short_(site) + " " + percent(summary.saturated().get(site)))
              .collect(Collectors.joining(", "));
      return "%s of the samples, at %s %s or above%s"
          .formatted(
              percent(summary.saturatedShare()),
              NumberText.brief(summary.saturation()),
              unit,
              summary.stored().image().cfa().hasFilters() ? " (" + each + ")" : "");
    }

    private static String short_(Cfa.Site site) {
      return switch (site) {
        case RED -> "R";
        case GREEN_IN_RED_ROW -> "G1";
        case GREEN_IN_BLUE_ROW -> "G2";
        case BLUE -> "B";
      };
    }

    private static String percent(double share) {
      return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /**
     * Bars of counts on a logarithmic axis, because a few bright pixels matter as much as many
     * dark.
     */
    private List<String> histogram(String unit) {
      RawSummary.Histogram histogram = summary.histogram();
      double highest = Math.log10(Math.max(10.0, (double) Collections.max(histogram.counts())));
      List<String> lines = new ArrayList<>();
      for (int row = HISTOGRAM_ROWS - 1; row >= 0; row--) {
        StringBuilder bars = new StringBuilder();
        for (long count : histogram.counts()) {
          double height =
              count == 0
                  ? 0
                  : (Math.log10((double) count) + 0.2) / (highest + 0.2) * HISTOGRAM_ROWS - row;
          bars.append(
              BARS.charAt((int) Math.round(Math.clamp(height, 0, 1) * (BARS.length() - 1))));
        }
        String label =
            row == HISTOGRAM_ROWS - 1
                ? String.valueOf(Collections.max(histogram.counts()))
                : row == 0 ? "1" : "";
        lines.add(("%" + (LABEL + 1) + "s │%s").formatted(label, bars));
      }
      int width = histogram.counts().size();
      lines.add(" ".repeat(LABEL + 1) + " └" + "─".repeat(width));
      String left = NumberText.brief(histogram.lowest());
      String middle = NumberText.brief((histogram.lowest() + histogram.highest()) / 2);
      String right = NumberText.brief(histogram.highest()) + " " + unit;
      StringBuilder axis = new StringBuilder(" ".repeat(LABEL + 3 + width + right.length()));
      put(axis, LABEL + 3, left);
      put(axis, LABEL + 3 + width / 2 - middle.length() / 2, middle);
      put(axis, LABEL + 3 + width - right.length() + unit.length() + 1, right);
      lines.add(axis.toString().stripTrailing());
      lines.add(
          " ".repeat(LABEL + 3)
              + "pixels in bins of "
              + NumberText.brief(histogram.width())
              + " "
              + unit
              + ", logarithmic");
      return lines;
    }

    private static void put(StringBuilder line, int at, String text) {
      line.replace(at, at + text.length(), text);
    }

    private static <T> void printKnown(
        PrintWriter out, String label, Optional<SourcedValue<T>> known, Function<T, String> text) {
      printField(
          out,
          label,
          known.map(value -> text.apply(value.value()) + from(value.source())).orElse("not known"));
    }

    private static String from(String source) {
      return "  [" + source + "]";
    }
  }
}
