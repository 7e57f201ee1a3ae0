package dev.rawline.lab.views;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.config.IspFiles;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.chain.Stage;
import dev.rawline.imaging.chain.Trace;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Raw file → view through any chain of stages, described by an {@code isp.yaml}.
 *
 * <p>{@code photo.dng} and {@code soft.yaml} become {@code photo-soft.png} (8 bits, sRGB), if
 * wanted {@code photo-soft.tiff} (16 bits, sRGB), and {@code photo-soft.json}, the record of where
 * they came from. With a trace every step also becomes {@code photo-soft-<n>-<stage>.png} and
 * {@code photo-soft-<n>-<stage>-histogram.png}, and all steps together {@code
 * photo-soft-trace.png}. Steps before the gamma are shown as in {@link FramePreview}.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param camera whose numbers the chain takes where it has {@code camera}
 * @param isp the file that describes the chain; by default it is that of {@link ViewName#USUAL},
 *     and the outputs are called {@code photo-default}
 * @param tiff whether a TIFF is written too
 * @param trace whether every step is written too
 * @param development the exposure and the highlights
 * @param force whether everything is made again
 * @param description the description of the raw file in addition to its own metadata
 */
public record ProcessRaw(
    Path folder,
    CameraChoice camera,
    Optional<Path> isp,
    boolean tiff,
    boolean trace,
    Development development,
    boolean force,
    RawDescription description) {
  private static final String DEFAULT = "default";

  /**
   * Processes a raw file.
   *
   * @throws RejectedFileException if the file cannot be processed faithfully
   * @throws dev.rawline.data.yaml.ConfigurationException if the chain's file has mistakes
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public FileOutcome run(Path file, Progress progress) throws IOException {
    OutputFiles.makeFolder(folder);
    return FileOutcome.one(file, progress, this::process);
  }

  private FileOutcome process(Path file, Progress progress) throws IOException {
    RawImage raw = RawFiles.read(file, description);
    Camera used = camera.of(raw, file);
    Isp described = isp.isPresent() ? IspFiles.read(isp.get(), used) : Isp.of(used, ViewName.USUAL);
    boolean clipped = development.clips(camera, described);
    Development.Settled settled = development.settled(camera, used, described, raw, clipped);
    Isp chain = settled.of(described);
    String name = isp.map(OutputFiles::stem).orElse(DEFAULT);
    OutputFiles outputs = new OutputFiles(folder, file, name);
    Path png = outputs.add(name + ".png");
    Optional<Path> tiffPath = tiff ? Optional.of(outputs.add(name + ".tiff")) : Optional.empty();
    Optional<TraceFiles> steps =
        trace ? Optional.of(new TraceFiles(chain, name, outputs)) : Optional.empty();
    Map<String, Object> settings = development.settings(clipped);
    settings.put(
        "isp", isp.isPresent() ? Provenance.content(isp.get()) : ViewName.USUAL.toString());
    settings.put("maps", Provenance.maps(chain));
    Provenance provenance = Provenance.of(file, description, camera, settings);
    if (!force && outputs.stand(provenance)) {
      return new FileOutcome.Skipped(file);
    }

    RawImage normalised = used.normalise(raw);
    try (RenderViews.PictureSink pictures = new RenderViews.PictureSink(raw, 1, progress)) {
      pictures.png(0, png);
      if (tiffPath.isPresent()) {
        pictures.tiff(0, tiffPath.get());
      }
      Map<String, Long> former;
      if (steps.isPresent()) {
        former = outputs.begin(provenance);
        String subtitle =
            "%s · camera %s"
                .formatted(isp.isPresent() ? isp.get().getFileName() : ViewName.USUAL, used.name());
        String title = String.valueOf(file.getFileName());
        pictures.accept(0, 0, steps.get().write(normalised, title, subtitle));
      } else {
        chain.apply(normalised, pictures);
        former = outputs.begin(provenance);
      }
      pictures.finish();
      outputs.finish(provenance, used, former, settled.findings());
    }
    return new FileOutcome.Rendered(file, outputs.paths(), (long) raw.width() * raw.height());
  }

  /** The files that show every step of one chain. */
  private static final class TraceFiles {
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
}
