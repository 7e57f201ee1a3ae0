package dev.rawline.data.layout;

import dev.rawline.data.card.Rights;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The folders of one intensity each: {@code raw_scale050} is half of the light. */
public final class IntensityFolders {
  private static final String SCALE = "raw_scale";
  private static final Pattern PER_CENT = Pattern.compile(SCALE + "(\\d{3})");
  private static final Pattern SHARE = Pattern.compile(SCALE + "(\\d\\.\\d+(?:E-\\d+)?)");
  private static final Pattern SEGMENT = Pattern.compile("(^|/)" + SCALE + "[^/]*/");

  private IntensityFolders() {}

  /**
   * Returns raw_scale050 for 0.5, as the published data are called, and a plain decimal between
   * whole per cents: raw_scale0.005 for 0.005.
   */
  public static String folder(double fraction) {
    double perCent = fraction * 100;
    return perCent > 0.5 && Math.abs(perCent - Math.rint(perCent)) < 1e-9
        ? String.format(Locale.ROOT, SCALE + "%03d", Math.round(perCent))
        : SCALE + BigDecimal.valueOf(fraction).stripTrailingZeros().toPlainString();
  }

  /** Returns whether a folder's name begins like that of an intensity. */
  public static boolean isFolder(String name) {
    return name.startsWith(SCALE);
  }

  /** Returns the fraction of a folder's name, 1.0E-4 too; none where it is no such name. */
  static OptionalDouble fraction(String folder) {
    Matcher perCent = PER_CENT.matcher(folder);
    Matcher share = SHARE.matcher(folder);
    double fraction =
        perCent.matches()
            ? Integer.parseInt(perCent.group(1)) / 100.0
            : share.matches() ? Double.parseDouble(share.group(1)) : 0;
    return fraction > 0 && fraction <= 1 ? OptionalDouble.of(fraction) : OptionalDouble.empty();
  }

  /** Returns an id without the folder of its intensity: what shows the same scene. */
  public static String scene(String id) {
    return SEGMENT.matcher(id).replaceFirst("$1");
  }

  /** Returns the folders of intensities in a folder, which is named with a '/' at the end. */
  static SortedMap<Double, String> in(FileTree tree, String prefix) {
    SortedMap<Double, String> folders = new TreeMap<>(Collections.reverseOrder());
    for (String name : tree.folders(prefix)) {
      fraction(name).ifPresent(fraction -> folders.putIfAbsent(fraction, name));
    }
    return folders;
  }

  /** Reads the samples of one intensity, from its folder. */
  @FunctionalInterface
  interface Reader {
    List<Sample> read(String prefix, double fraction) throws IOException;
  }

  /**
   * Reads the intensities that are requested: full light where none is named.
   *
   * @param prefix the folder of the intensities' folders, with a '/' at the end
   * @throws RejectedFileException if an intensity that is requested is not there
   */
  static List<Sample> read(FileTree tree, String prefix, DataSetOptions reading, Reader reader)
      throws IOException {
    SortedMap<Double, String> folders = in(tree, prefix);
    List<Double> requested = reading.intensities();
    if (requested.isEmpty()) {
      requested = folders.size() == 1 ? List.copyOf(folders.keySet()) : List.of(1.0);
    }
    List<String> missing =
        requested.stream()
            .filter(fraction -> !folders.containsKey(fraction))
            .map(IntensityFolders::folder)
            .toList();
    if (!missing.isEmpty()) {
      throw new RejectedFileException(
          tree.folder(),
          "has no %s%s; it has %s"
              .formatted(
                  prefix,
                  String.join(", " + prefix, missing),
                  folders.values().stream().collect(Collectors.joining(", "))),
          "request intensities that it has");
    }
    Map<String, DataSet> parts = new LinkedHashMap<>();
    for (double fraction : requested) {
      List<Sample> samples = reader.read(prefix + folders.get(fraction) + "/", fraction);
      if (samples.isEmpty()) {
        return samples;
      }
      parts.put(
          folder(fraction), new DataSet(tree.title(), Rights.UNKNOWN, samples, Optional.empty()));
    }
    return parts.size() == 1
        ? parts.values().iterator().next().samples()
        : DataSet.join(tree.title(), parts).samples();
  }
}
