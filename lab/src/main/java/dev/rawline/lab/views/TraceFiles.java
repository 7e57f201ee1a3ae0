package dev.rawline.lab.views;

import dev.rawline.data.picture.PngFile;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.plot.Style;
import dev.rawline.workbench.sheet.Block;
import dev.rawline.workbench.sheet.FramePreview;
import dev.rawline.workbench.sheet.Thumbnail;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The files that show every step of one chain. */
final class TraceFiles {
  private static final int PLOT_WIDTH = 800;
  private static final int AXES_HEIGHT = 380;
  private static final int CELL = 380;
  private static final int SMALL_AXES_HEIGHT = 170;
  private static final int COLUMNS = 4;
  private static final int GAP = 26;

  private final Isp chain;
  private final List<Path> pictures = new ArrayList<>();
  private final List<Path> histograms = new ArrayList<>();
  private final Path sheet;

  /** Plans the files of a chain's steps. */
  TraceFiles(Isp chain, String name, OutputFiles outputs) {
    this.chain = chain;
    List<String> steps =
        Stream.of(
                Stream.of("input"),
                chain.mosaic().stream().map(Stage::name),
                chain.rendering().chain().stages().stream().map(Stage::name),
                chain.layer().stream().map(Stage::name))
            .flatMap(names -> names)
            .toList();
    for (int i = 0; i < steps.size(); i++) {
      String step = String.format(Locale.ROOT, "%s-%d-%s", name, i, steps.get(i));
      pictures.add(outputs.add(step + ".png"));
      histograms.add(outputs.add(step + "-histogram.png"));
    }
    sheet = outputs.add(name + "-trace.png");
  }

  /** Runs the chain on a normalised mosaic, writes every step, and returns the view. */
  View write(RawImage normalised, String title, String subtitle) throws IOException {
    List<Block> done = new ArrayList<>();
    View view =
        chain.apply(
            normalised,
            step -> {
              try {
                done.add(write(step, done.size()));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    PngFile.write(
        Block.grid(COLUMNS, GAP, done)
            .sheet(
                title, List.of(subtitle + " · before the gamma " + FramePreview.BEFORE_GAMMA), 0),
        sheet);
    return view;
  }

  /** Writes a step, and returns its picture and, below it, its histogram for the sheet. */
  private Block write(Trace.Step step, int number) throws IOException {
    String name = number + "  " + step.name();
    View shown = FramePreview.of(step.frame());
    PngFile.write(shown, pictures.get(number));
    PngFile.write(
        HistogramPlot.of(name, step.frame(), PLOT_WIDTH, AXES_HEIGHT).picture(1),
        histograms.get(number));
    return Block.column(
        Block.text(name, Style.TEXT, Style.INK, CELL),
        Block.picture(Thumbnail.fitted(shown, CELL)).within(CELL, 0),
        Block.picture(HistogramPlot.of("", step.frame(), CELL, SMALL_AXES_HEIGHT).picture(1)));
  }
}
