package dev.rawline.lab.quality;

import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.RawPicture;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.SiteValues;
import dev.rawline.lab.quality.IndependentCamera.Change;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Pieces of real pictures, recorded by a camera that is not the one under test, and frames of real
 * cameras.
 *
 * @param name what they are called
 * @param pieces one an image
 */
record RealPictures(String name, List<Piece> pieces) {
  /** The middle of a picture, where the cell is [px]. */
  private static final int CELLS = 192;

  RealPictures {
    pieces = List.copyOf(pieces);
  }

  /** What one raw image is made of. */
  interface Piece {
    /** Returns the raw image after a change of the camera. */
    RawImage record(Change change) throws IOException;

    /** Returns the picture that it is a part of. */
    String picture();
  }

  private record Part(BufferedImage source, String picture, int top, int left, int side, int number)
      implements Piece {
    @Override
    public RawImage record(Change change) {
      return new IndependentCamera(11)
          .record(source, top, left, side, change, number + 7919L * change.name().hashCode());
    }
  }

  private record Cells(Path file, int number) implements Piece {
    @Override
    public RawImage record(Change change) throws IOException {
      BufferedImage whole = read(file);
      int top = (whole.getHeight() - CELLS) / 2;
      int left = (whole.getWidth() - CELLS) / 2;
      return new Part(whole, picture(), top, left, CELLS, number).record(change);
    }

    @Override
    public String picture() {
      return file.getFileName().toString();
    }
  }

  private record Frame(Path file, int bits, double black, double white) implements Piece {
    @Override
    public RawImage record(Change change) throws IOException {
      return InMemory.stating(RawFiles.read(file), bits, SiteValues.uniform(black), white)
          .with(Cfa.MONOCHROME);
    }

    @Override
    public String picture() {
      return file.getFileName().toString();
    }
  }

  /** A piece that is recorded when it is read. */
  record Recorded(String name, Piece piece, Change change) implements RawPicture {
    @Override
    public RawImage read() throws IOException {
      return piece.record(change);
    }
  }

  private static BufferedImage read(Path file) throws IOException {
    BufferedImage read =
        Optional.ofNullable(ImageIO.read(file.toFile()))
            .orElseThrow(() -> new IOException(file + " is no picture"));
    BufferedImage plain =
        new BufferedImage(read.getWidth(), read.getHeight(), BufferedImage.TYPE_INT_RGB);
    plain.createGraphics().drawImage(read, 0, 0, null);
    return plain;
  }

  private static List<Path> files(String folder, String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(SharedData.require(folder))) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    }
  }

  /** Returns 900 pictures of blood cells. */
  static RealPictures leukocytes() throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path file : files("data/leukocytes/pbc", ".*\\.jpg")) {
      pieces.add(new Cells(file, pieces.size()));
    }
    return new RealPictures("leukocytes", pieces);
  }

  /** Returns tiles of photographs. */
  static RealPictures kodak() throws IOException {
    return tiles("kodak", "data/kodak", "kodim.*\\.png", 128);
  }

  /** Returns tiles of aerial photographs. */
  static RealPictures cars() throws IOException {
    return tiles("cars", "data/cars", "(DJI|MOS|Munich).*\\.(jpg|png)", 160);
  }

  private static RealPictures tiles(String name, String folder, String pattern, int side)
      throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path file : files(folder, pattern)) {
      BufferedImage picture = read(file);
      for (int top = 0; top + side <= picture.getHeight(); top += side) {
        for (int left = 0; left + side <= picture.getWidth(); left += side) {
          pieces.add(
              new Part(picture, file.getFileName().toString(), top, left, side, pieces.size()));
        }
      }
    }
    return new RealPictures(name, pieces);
  }

  /** Returns bright frames of a real 12-bit CCD. */
  static RealPictures ccd() throws IOException {
    return frames("ccd", "data/emva_ccd_50", 12, 14.7, 4095);
  }

  /** Returns bright frames of a real 8-bit CMOS. */
  static RealPictures cmos() throws IOException {
    return frames("cmos", "data/emva_cmos_8bit", 8, 0.5, 255);
  }

  private static RealPictures frames(
      String name, String folder, int bits, double black, double white) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    for (Path file : files(folder, "b_s_.*\\.png")) {
      pieces.add(new Frame(file, bits, black, white));
    }
    return new RealPictures(name, pieces);
  }

  /** Returns what a piece shows: the kind of cell, or the picture that it is a tile of. */
  String label(int piece) {
    String picture = pieces.get(piece).picture();
    int end = name.equals("leukocytes") ? picture.indexOf('_') : picture.lastIndexOf('.');
    return picture.substring(0, end);
  }

  /** Returns the pieces of each picture. */
  Map<String, List<Integer>> byPicture() {
    Map<String, List<Integer>> found = new LinkedHashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      found.computeIfAbsent(pieces.get(i).picture(), _ -> new ArrayList<>()).add(i);
    }
    return found;
  }

  /** Returns a raw image of a piece. */
  RawImage record(int piece, Change change) {
    try {
      return pieces.get(piece).record(change);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
