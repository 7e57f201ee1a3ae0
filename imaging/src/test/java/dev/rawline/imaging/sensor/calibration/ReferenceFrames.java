package dev.rawline.imaging.sensor.calibration;

import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** The frames of a real camera, a CCD of 12 bits, that the makers of the standard published. */
final class ReferenceFrames {
  static final FrameFormat FORMAT = new FrameFormat(320, 240, Optional.empty(), 12, 12);

  private ReferenceFrames() {}

  static CalibrationFrames read() {
    Path folder = SharedData.require("data/emva");
    Map<String, List<String[]>> groups = new LinkedHashMap<>();
    for (String line : lines(folder.resolve("frames.csv"))) {
      String[] cells = line.split(",", -1);
      groups.computeIfAbsent(cells[1] + cells[2], key -> new ArrayList<>()).add(cells);
    }
    List<FramePair> flats = new ArrayList<>();
    List<FramePair> darks = new ArrayList<>();
    SpatialStack flatStack = new SpatialStack(FORMAT);
    SpatialStack darkStack = new SpatialStack(FORMAT);
    for (List<String[]> group : groups.values()) {
      switch (group.getFirst()[1]) {
        case "bright" -> flats.add(pair(folder, group));
        case "dark" -> darks.add(pair(folder, group));
        case "bright_spatial" -> group.forEach(cells -> flatStack.add(frame(folder, cells[0])));
        case "dark_spatial" -> group.forEach(cells -> darkStack.add(frame(folder, cells[0])));
        default -> throw new IllegalStateException("unknown kind " + group.getFirst()[1]);
      }
    }
    return new CalibrationFrames(
        FORMAT,
        flats,
        darks,
        Optional.of(
            new CalibrationFrames.Spatial(flatStack, darkStack, OptionalDouble.of(5.16e-3))));
  }

  private static List<String> lines(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.skip(1).toList();
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private static FramePair pair(Path folder, List<String[]> group) {
    String[] first = group.getFirst();
    return FramePair.of(
        FORMAT,
        OptionalDouble.of(Double.parseDouble(first[2]) * 1e-9),
        first[3].isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(Double.parseDouble(first[3])),
        frame(folder, first[0]),
        frame(folder, group.getLast()[0]));
  }

  private static NamedFrame frame(Path folder, String name) {
    try {
      Raster raster = ImageIO.read(folder.resolve(name).toFile()).getRaster();
      float[] samples =
          raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null);
      return new NamedFrame(
          name,
          new RawImage(
              raster.getWidth(),
              raster.getHeight(),
              Cfa.RGGB,
              RawImage.Unit.DN,
              samples,
              Calibration.unknown(16)));
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** Returns the light of the exposures of a series, increasing [photons a pixel]. */
  static List<Double> lights(String folder) {
    return cells(folder, "bright")
        .map(cells -> Double.valueOf(cells[3]))
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the frames of a kind and light. */
  static List<NamedFrame> frames(String folder, String kind, double light) {
    return cells(folder, kind)
        .filter(cells -> Double.parseDouble(cells[3]) == light)
        .map(cells -> frame(SharedData.require("data/" + folder), cells[0]))
        .toList();
  }

  /** Returns the dark frames of the exposure time that has a light. */
  static List<NamedFrame> darksOf(String folder, double light) {
    String time =
        cells(folder, "bright")
            .filter(cells -> Double.parseDouble(cells[3]) == light)
            .findFirst()
            .orElseThrow()[2];
    return cells(folder, "dark")
        .filter(cells -> cells[2].equals(time))
        .map(cells -> frame(SharedData.require("data/" + folder), cells[0]))
        .toList();
  }

  private static Stream<String[]> cells(String folder, String kind) {
    return lines(SharedData.require("data/" + folder).resolve("frames.csv")).stream()
        .map(line -> line.split(",", -1))
        .filter(cells -> cells[1].equals(kind));
  }
}
