package dev.rawline.studio.control;

import dev.rawline.data.file.JsonFile;
import dev.rawline.imaging.inspection.Quantity;
import dev.rawline.lab.quality.watch.JournalEntry;
import dev.rawline.lab.quality.watch.RawFileFindings;
import dev.rawline.lab.quality.watch.WatchLoop;
import dev.rawline.lab.quality.watch.WatchOutcome;
import dev.rawline.lab.quality.watch.WatchReport;
import dev.rawline.lab.statistic.ControlScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The last files that a watch has checked, as its journal has them, and its status; what is written
 * since is read when it is asked for.
 */
final class WatchTail {
  /** The most files that are kept: as many as the charts of the watch itself show. */
  static final int MOST = 400;

  private final Path state;
  private final Path watched;
  private final Deque<Numbered> last = new ArrayDeque<>();
  private long place;
  private long count;
  private Optional<FileTime> written = Optional.empty();
  private Optional<Map<String, Object>> status = Optional.empty();

  /**
   * A file of the journal.
   *
   * @param number its number, from 1
   * @param entry what the journal has of it
   */
  record Numbered(long number, JournalEntry entry) {}

  /**
   * Opens a state folder.
   *
   * @throws IOException if there is no journal, or it cannot be read
   */
  WatchTail(Path state) throws IOException {
    this.state = state;
    watched = WatchLoop.watched(state);
  }

  /** Returns the folder whose files are checked. */
  Path watched() {
    return watched;
  }

  /**
   * Reads what was written since.
   *
   * @return how many files the journal has
   * @throws IOException if it cannot be read
   */
  synchronized long update() throws IOException {
    place = WatchLoop.entries(state, place, this::take);
    Path file = state.resolve(WatchReport.STATUS);
    if (Files.isRegularFile(file)) {
      Optional<FileTime> now = Optional.of(Files.getLastModifiedTime(file));
      if (!now.equals(written)) {
        status = Optional.of(JsonFile.read(file));
        written = now;
      }
    }
    return count;
  }

  private void take(JournalEntry entry) {
    last.addLast(new Numbered(++count, entry));
    if (last.size() > MOST) {
      last.removeFirst();
    }
  }

  /** Returns the status that the watch has written, once it has. */
  synchronized Optional<Map<String, Object>> status() {
    return status;
  }

  /** Returns those of the last files whose numbers are larger than a number, in their order. */
  synchronized List<Numbered> since(long number) {
    return last.stream().filter(each -> each.number > number).toList();
  }

  /** Returns the last file of a number, if it is still kept. */
  synchronized Optional<JournalEntry> entry(long number) {
    return last.stream().filter(each -> each.number == number).map(Numbered::entry).findFirst();
  }

  /**
   * Returns the control charts that the last file is in: the number of the first file in them, and
   * of each quantity its name, unit, kind and limit.
   */
  synchronized Map<String, Object> charts() {
    List<Numbered> judged =
        last.stream().filter(each -> each.entry.outcome() == WatchOutcome.JUDGED).toList();
    if (judged.isEmpty()) {
      return Map.of("first", 0, "quantities", List.of());
    }
    JournalEntry end = judged.getLast().entry;
    long first = judged.getLast().number;
    for (Numbered each : judged.reversed()) {
      if (!each.entry.continues(end)) {
        break;
      }
      first = each.number;
    }
    List<Map<String, Object>> quantities = new ArrayList<>();
    end.charts().forEach((name, chart) -> quantities.add(quantity(name, chart)));
    return Map.of("first", first, "quantities", quantities);
  }

  private static Map<String, Object> quantity(String name, ControlScheme chart) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    Arrays.stream(Quantity.values())
        .filter(quantity -> quantity.toString().equals(name))
        .findFirst()
        .ifPresent(
            quantity -> {
              values.put("means", quantity.means());
              values.put("unit", quantity.unit());
            });
    values.put("kind", chart.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    values.put("limit", chart.limit());
    return values;
  }

  /** Returns what a page shows of a file. */
  static Map<String, Object> values(Numbered file, boolean picture) {
    JournalEntry entry = file.entry;
    RawFileFindings found = RawFileFindings.of(entry);
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("number", file.number);
    values.put("time", entry.time().toString());
    values.put("name", entry.name());
    values.put("verdict", found.verdict().word());
    values.put("refused", entry.outcome() == WatchOutcome.REFUSED);
    values.put("why", found.why());
    values.put("alarms", found.alarms());
    values.put("values", found.values());
    values.put("charts", found.charts());
    values.put("picture", picture);
    return values;
  }
}
