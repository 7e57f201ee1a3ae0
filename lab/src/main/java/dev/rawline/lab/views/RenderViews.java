package dev.rawline.lab.views;

import dev.rawline.data.config.CameraChoice;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.picture.PictureWriter;
import dev.rawline.data.picture.PngFile;
import dev.rawline.data.picture.PngWriter;
import dev.rawline.data.picture.TiffWriter;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.camera.ViewRenderer;
import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.numeric.Progress;
import dev.rawline.workbench.output.FileOutcome;
import dev.rawline.workbench.output.OutputFiles;
import dev.rawline.workbench.output.Provenance;
import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Raw files → views: every raw file becomes some of the twelve views and one contact sheet.
 *
 * <p>{@code photo.dng} becomes {@code photo-<view>.png} (8 bits, sRGB), if wanted {@code
 * photo-<view>.tiff} (16 bits, sRGB), {@code photo-sheet.png}, and {@code photo-views.json}, the
 * record of where they came from. Files grow band by band under temporary names and are moved into
 * place when they are whole; the record comes last. A run that is repeated therefore resumes: a
 * file whose record has the same content, the same settings and all the wanted outputs is skipped.
 *
 * <p>Files whose outputs would have the same names are never mixed: the second is rejected.
 *
 * @param folder where the outputs go; made if it does not exist
 * @param camera whose numbers render
 * @param views which views, at least one
 * @param tiff whether TIFFs are written too
 * @param development the exposure and the highlights
 * @param force whether everything is rendered again
 * @param description the description of the raw files in addition to their own metadata
 */
public record RenderViews(
    Path folder,
    CameraChoice camera,
    List<ViewName> views,
    boolean tiff,
    Development development,
    boolean force,
    RawDescription description) {

  /**
   * Drops repeated views.
   *
   * @throws IllegalArgumentException if there is no view
   */
  public RenderViews {
    views = views.stream().distinct().toList();
    if (views.isEmpty()) {
      throw new IllegalArgumentException("no view is given: expected at least one");
    }
  }

  /**
   * Renders raw files. A file that cannot be processed faithfully is rejected and the others
   * continue.
   *
   * @return what became of each file, in their order; a file that is named twice counts once
   * @throws IOException if an output cannot be written; the message states the reason and the
   *     remedy
   */
  public List<FileOutcome> run(List<Path> files, Progress progress) throws IOException {
    OutputFiles.makeFolder(folder);
    return FileOutcome.files(
        files, "render it into another folder with --out", progress, this::render);
  }

  private FileOutcome render(Path file, Progress progress) throws IOException {
    OutputFiles outputs = new OutputFiles(folder, file, "views");
    List<Path> pngs = views.stream().map(view -> outputs.add(view + ".png")).toList();
    List<Path> tiffs =
        tiff ? views.stream().map(view -> outputs.add(view + ".tiff")).toList() : List.of();
    Path sheetPath = outputs.add("sheet.png");
    Provenance provenance =
        Provenance.of(file, description, camera, development.settings(development.clips(camera)));
    if (!force && outputs.stand(provenance)) {
      return new FileOutcome.Skipped(file);
    }

    RawImage raw = RawFiles.read(file, description);
    Camera used = camera.of(raw, file);
    try {
      Development.Settled settled =
          development.settled(
              camera, used, Isp.plain(used, Bilinear.DEFAULT), raw, development.clips(camera));
      ViewRenderer rendering = new ViewRenderer(used, views, settled::of);
      ContactSheet sheet = new ContactSheet(String.valueOf(file.getFileName()), raw, used, views);
      try (PictureSink pictures = new PictureSink(raw, views.size(), progress)) {
        for (int i = 0; i < views.size(); i++) {
          pictures.png(i, pngs.get(i));
          if (tiff) {
            pictures.tiff(i, tiffs.get(i));
          }
        }
        rendering.render(
            raw,
            (view, row, band) -> {
              pictures.accept(view, row, band);
              sheet.accept(view, row, band);
            });
        BufferedImage drawn = sheet.draw();
        Map<String, Long> former = outputs.begin(provenance);
        pictures.finish();
        PngFile.write(drawn, sheetPath);
        outputs.finish(provenance, used, former, settled.findings());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalArgumentException e) {
      throw RejectedFileException.of(file, e);
    }
    return new FileOutcome.Rendered(file, outputs.paths(), (long) raw.width() * raw.height());
  }

  /**
   * Bands → files: writes the renderings of one raw image while they pass by, and reports the
   * progress.
   *
   * <p>A failure to write surfaces as {@link UncheckedIOException}.
   */
  static final class PictureSink implements BandSink, Closeable {
    private final int width;
    private final int height;
    private final int renderings;
    private final Progress progress;
    private final List<List<PictureWriter>> writers = new ArrayList<>();

    /** Begins the files of some renderings of a raw image. */
    PictureSink(RawImage raw, int renderings, Progress progress) {
      this.width = raw.width();
      this.height = raw.height();
      this.renderings = renderings;
      this.progress = progress;
      progress.size((long) width * height, "px");
      for (int i = 0; i < renderings; i++) {
        writers.add(new ArrayList<>());
      }
    }

    /** Begins the PNG of a rendering. */
    void png(int rendering, Path path) throws IOException {
      writers.get(rendering).add(new PngWriter(path, width, height));
    }

    /** Begins the TIFF of a rendering. */
    void tiff(int rendering, Path path) throws IOException {
      writers.get(rendering).add(new TiffWriter(path, width, height));
    }

    @Override
    public void accept(int rendering, int firstRow, View band) {
      try {
        for (PictureWriter writer : writers.get(rendering)) {
          writer.append(band);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      progress.advance((double) band.width() * band.height() / renderings);
    }

    /** Moves all files into place. */
    void finish() throws IOException {
      for (PictureWriter writer : all()) {
        writer.finish();
      }
    }

    @Override
    public void close() throws IOException {
      for (PictureWriter writer : all()) {
        writer.close();
      }
    }

    private List<PictureWriter> all() {
      return writers.stream().flatMap(List::stream).toList();
    }
  }
}
