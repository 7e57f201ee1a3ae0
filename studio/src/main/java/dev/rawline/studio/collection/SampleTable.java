package dev.rawline.studio.collection;

import dev.rawline.data.set.DataSet;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The samples of a data set, as clients take them once.
 *
 * @param count how many there are
 * @param ids their ids, a line each: how many characters it shares with the one before (two digits
 *     of base 36), then the others
 * @param columns what is known of each
 */
record SampleTable(int count, String ids, List<Column> columns) {
  private static final int DIGITS = 36;
  private static final int MOST_SHARED = DIGITS * DIGITS - 1;

  /** More groups than these are no help in looking at samples. */
  private static final int MOST_GROUPS = 1000;

  /** Copies the list. */
  SampleTable {
    columns = List.copyOf(columns);
  }

  /** Returns the table of a data set; columns in which all samples are equal are left out. */
  static SampleTable of(DataSet set) {
    List<Sample> samples = set.samples();
    List<Column> columns = new ArrayList<>();
    List<String> classes =
        samples.stream().map(sample -> sample.label().className().orElse("")).toList();
    if (!set.classes().isEmpty()) {
      Column.ofWords("class", set.classes(), classes).ifPresent(columns::add);
    }
    if (samples.stream().anyMatch(sample -> sample.side().isPresent())) {
      Column.ofWords(
              "split",
              Subset.WORDS,
              samples.stream().map(sample -> sample.side().map(Subset::word).orElse("")).toList())
          .ifPresent(columns::add);
    }
    if (samples.stream().mapToDouble(Sample::intensity).distinct().limit(2).count() > 1) {
      float[] shares = new float[samples.size()];
      for (int i = 0; i < shares.length; i++) {
        shares[i] = (float) samples.get(i).intensity();
      }
      columns.add(Column.ofNumbers("intensity", "share", shares));
    }
    Set<String> groups = new HashSet<>();
    samples.forEach(sample -> groups.add(sample.group()));
    if (groups.size() > 1 && groups.size() <= MOST_GROUPS && groups.size() < samples.size()) {
      Column.ofWords("group", samples.stream().map(Sample::group).toList()).ifPresent(columns::add);
    }
    return new SampleTable(samples.size(), ids(samples), columns);
  }

  private static String ids(List<Sample> samples) {
    StringBuilder text = new StringBuilder();
    String before = "";
    for (Sample sample : samples) {
      String id = sample.id();
      int most = Math.min(MOST_SHARED, Math.min(before.length(), id.length()));
      int shared = 0;
      while (shared < most && before.charAt(shared) == id.charAt(shared)) {
        shared++;
      }
      text.append(Character.forDigit(shared / DIGITS, DIGITS))
          .append(Character.forDigit(shared % DIGITS, DIGITS))
          .append(id, shared, id.length())
          .append('\n');
      before = id;
    }
    return text.toString();
  }
}
