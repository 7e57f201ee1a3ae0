package dev.rawline.lab.views;

import dev.rawline.data.picture.PictureWriter;
import dev.rawline.data.picture.PngWriter;
import dev.rawline.data.picture.TiffWriter;
import dev.rawline.imaging.frame.BandSink;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.numeric.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Bands → files: writes the renderings of one raw image while they pass by, and reports the
 * progress.
 *
 * <p>A failure to write surfaces as {@link UncheckedIOException}.
 */
final class PictureSink implements BandSink, Closeable {
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
