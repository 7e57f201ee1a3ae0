package dev.rawline.data.split;

import dev.rawline.data.file.BoundedFile;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Subset;
import dev.rawline.data.yaml.ConfigurationException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits ↔ {@code split.json}: the splits of one data set, and its checksum.
 *
 * @param protocol the protocol, in words
 * @param seed the random seed
 * @param dataSet the data set's name
 * @param sum the data set's checksum, {@link DataSet#hash}
 * @param splits the splits, at least one
 */
public record SplitFile(
    String protocol, long seed, String dataSet, String sum, List<Split> splits) {
  private static final int MOST_BYTES = 1 << 28;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is no split
   */
  public SplitFile {
    splits = List.copyOf(splits);
    if (splits.isEmpty()) {
      throw new IllegalArgumentException("there is no split: expected at least one");
    }
  }

  /**
   * Divides a data set and sums it.
   *
   * @throws IOException if the data set cannot be read
   */
  public static SplitFile of(DataSet dataSet, SplitProtocol protocol, long seed)
      throws IOException {
    List<Split> splits = protocol.split(dataSet, seed);
    return new SplitFile(protocol.words(), seed, dataSet.name(), dataSet.hash(), splits);
  }

  /**
   * Takes the data set's own split, with its checksum.
   *
   * @throws IllegalArgumentException if it does not give the side of every sample
   * @throws IOException if the data set cannot be read
   */
  public static SplitFile given(DataSet dataSet) throws IOException {
    Split own = Split.given(dataSet);
    return new SplitFile(
        "sides that the data set tells", 0, dataSet.name(), dataSet.hash(), List.of(own));
  }

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written; the message states why and what to do
   */
  public void write(Path file) throws IOException {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("protocol", protocol);
    content.put("seed", seed);
    content.put("data_set", dataSet);
    content.put("sha256", sum);
    List<Map<String, Object>> divisions = new ArrayList<>();
    for (Split split : splits) {
      Map<String, Object> division = new LinkedHashMap<>();
      split.sides().forEach((side, ids) -> division.put(side.word(), ids));
      divisions.add(division);
    }
    content.put("splits", divisions);
    JsonFile.write(content, file);
  }

  /**
   * Reads a file.
   *
   * @throws ConfigurationException if it is none; the message lists every problem
   */
  public static SplitFile read(Path file) throws ConfigurationException {
    Map<String, Object> content;
    try {
      content = JsonFile.parse(BoundedFile.text(file, MOST_BYTES));
    } catch (FileSystemException e) {
      throw new ConfigurationException(file, List.of(e.getReason()));
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(file, List.of(e.getMessage()));
    }
    return new Reader(file, content).read();
  }

  /**
   * Requires that this divides a data set, and not another or an earlier state of it.
   *
   * @throws IllegalArgumentException if it does not
   * @throws IOException if the data set cannot be read
   */
  public void requireOf(DataSet other) throws IOException {
    String found = other.hash();
    if (!found.equals(sum)) {
      throw new IllegalArgumentException(
          ("the split was made from data set %s with the checksum %s…, but %s has %s…: images,"
                  + " labels or groups differ; split it again, or give the data set that was split")
              .formatted(dataSet, start(sum), other.name(), start(found)));
    }
  }

  private static String start(String sum) {
    return sum.substring(0, Math.min(12, sum.length()));
  }

  /** The content of a file, checked piece by piece. */
  private record Reader(Path file, Map<String, Object> content, List<String> problems) {

    Reader(Path file, Map<String, Object> content) {
      this(file, content, new ArrayList<>());
    }

    SplitFile read() throws ConfigurationException {
      String protocol = text("protocol");
      String dataSet = text("data_set");
      String sum = text("sha256");
      long seed = 0;
      // A fraction, or a number beyond 64 bits, is of another type.
      if (content.get("seed") instanceof Integer number) {
        seed = number;
      } else if (content.get("seed") instanceof Long number) {
        seed = number;
      } else {
        problems.add("seed is %s: expected a whole number".formatted(content.get("seed")));
      }
      List<Split> splits = new ArrayList<>();
      if (content.get("splits") instanceof List<?> divisions && !divisions.isEmpty()) {
        for (int i = 0; i < divisions.size(); i++) {
          split(divisions.get(i), "splits[%d]".formatted(i), splits);
        }
      } else {
        problems.add("splits is %s: expected a list of splits".formatted(content.get("splits")));
      }
      if (!problems.isEmpty()) {
        throw new ConfigurationException(file, problems);
      }
      return new SplitFile(protocol, seed, dataSet, sum, splits);
    }

    private String text(String key) {
      if (content.get(key) instanceof String text && !text.isBlank()) {
        return text;
      }
      problems.add("%s is %s: expected a text".formatted(key, content.get(key)));
      return "";
    }

    private void split(Object division, String place, List<Split> splits) {
      if (!(division instanceof Map<?, ?> entries)) {
        problems.add("%s is %s: expected train, validation and test".formatted(place, division));
        return;
      }
      Map<Subset, List<String>> sides = new EnumMap<>(Subset.class);
      int before = problems.size();
      entries.forEach(
          (key, ids) -> {
            Subset side = Subset.named(String.valueOf(key)).orElse(null);
            if (side == null) {
              problems.add(
                  "%s has a subset %s: expected some of %s"
                      .formatted(place, key, String.join(", ", Subset.WORDS)));
            } else if (ids instanceof List<?> list
                && list.stream().allMatch(String.class::isInstance)) {
              sides.put(side, list.stream().map(String.class::cast).toList());
            } else {
              problems.add("%s.%s is no list of ids".formatted(place, key));
            }
          });
      if (problems.size() == before) {
        try {
          splits.add(new Split(sides));
        } catch (IllegalArgumentException e) {
          problems.add(place + ": " + e.getMessage());
        }
      }
    }
  }
}
