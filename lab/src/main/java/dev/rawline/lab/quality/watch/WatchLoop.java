package dev.rawline.lab.quality.watch;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.store.Checksum;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A folder that is watched: each file that arrives is checked once, as soon as it is complete, and
 * never again under its name with the same content, however the program ends.
 *
 * <p>A file is complete when its size and its time of change have stayed the same for the quiet
 * time and it can be read completely. Until then it waits; one that cannot be read stays unchanged
 * for as long as patience lasts is recorded as rejected, and checked again when it changes. Files
 * with names of such that are still written ({@code .part}, {@code .tmp}, {@code ~}, hidden ones …)
 * wait for their real names. Files that are complete at the same time are checked in the order in
 * which they were written.
 *
 * <p>The findings of a file and the states of charts after it are one line of the journal (see
 * {@link #entries}), forced to the disk before they are reported. Where that line cannot be written
 * the watch ends, and the next one resumes with the same file.
 *
 * <p>The system reports which files change. Where it cannot, or changes come from another machine,
 * the folder is listed every {@value #LISTING_MILLIS} ms; of a folder so large that this takes more
 * than a tenth of the time, less often.
 */
public final class WatchLoop implements AutoCloseable {
  private static final int LISTING_MILLIS = 250;
  private static final int LISTING_SHARE = 10;
  private static final List<String> UNFINISHED =
      List.of("~", ".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download");

  private final WatchSettings settings;
  private final WatchJournal judged;
  private final boolean listening;
  private final Map<Path, PendingFile> pending = new HashMap<>();
  private final Set<String> noted = new HashSet<>();
  private volatile boolean stopped;

  /**
   * A file that is waited for.
   *
   * @param stamp its fingerprint at the last look
   * @param since since when it has been so [ns of the system's clock for durations]
   * @param rejection why it is incomplete, if reading was tried
   */
  private record PendingFile(FileFingerprint stamp, long since, Optional<Rejection> rejection) {

    /**
     * Why a file is no whole file.
     *
     * @param arrival the file
     * @param why the reason of the rejection
     */
    record Rejection(IncomingFile arrival, String why) {}

    PendingFile rejected(IncomingFile arrival, String why) {
      return new PendingFile(stamp, since, Optional.of(new Rejection(arrival, why)));
    }
  }

  private WatchLoop(WatchSettings settings, WatchJournal judged, boolean listening) {
    this.settings = settings;
    this.judged = judged;
    this.listening = listening;
  }

  /**
   * Opens a watch; it holds the state folder until it is closed.
   *
   * @throws IOException if there is no folder to watch, another watch holds the state, or the state
   *     cannot be read or written
   */
  public static WatchLoop open(WatchSettings settings) throws IOException {
    return open(settings, true);
  }

  /** Opens a watch that does not use the system's reports. */
  static WatchLoop open(WatchSettings settings, boolean listening) throws IOException {
    if (!Files.isDirectory(settings.folder())) {
      throw new RejectedFileException(
          settings.folder(), "is not a folder", "choose the folder into which files arrive");
    }
    SortedMap<String, FileFingerprint> present = new TreeMap<>();
    if (!settings.existing()) {
      for (Path file : files(settings.folder())) {
        FileFingerprint.of(file).ifPresent(stamp -> present.put(JournalName.of(file), stamp));
      }
    }
    return new WatchLoop(
        settings, WatchJournal.open(settings.state(), settings.folder(), present), listening);
  }

  /**
   * Reads what a watch has written, entry by entry in its order, also while it goes on; of a long
   * journal one entry is held at a time.
   *
   * @param state the folder of its state
   * @param each receives every entry
   * @throws IOException if there is no journal, or it cannot be read
   */
  public static void entries(Path state, Consumer<JournalEntry> each) throws IOException {
    entries(state, 0, each);
  }

  /**
   * Reads what a watch has written since.
   *
   * @param from what an earlier call returned; 0 for all
   * @return where the next entry will begin
   * @throws IOException if there is no journal, or it cannot be read
   */
  public static long entries(Path state, long from, Consumer<JournalEntry> each)
      throws IOException {
    return WatchJournal.read(state, from, each);
  }

  /** Returns whether a folder is that of the state of a watch. */
  public static boolean isState(Path folder) {
    return Files.isRegularFile(folder.resolve(WatchJournal.FILE));
  }

  /**
   * Returns the folder whose files are checked.
   *
   * @param state the folder of the state
   * @throws IOException if there is no journal, or it cannot be read
   */
  public static Path watched(Path state) throws IOException {
    return WatchJournal.watched(state);
  }

  /** Requests the end of the watch, from any thread; a check in progress is completed. */
  public void stop() {
    stopped = true;
  }

  /**
   * Checks the present files and those that arrive, until {@link #stop} is called.
   *
   * @param once whether it returns when nothing is waited for any more: each file was checked,
   *     rejected, or is gone
   * @throws IOException if the folder cannot be listed any more, the check fails, or the journal
   *     cannot be written; earlier entries are in the journal
   */
  public void run(FileInspector judge, WatchListener progress, boolean once) throws IOException {
    progress.begins(judged.entries());
    try (FolderWatcher notices =
        listening ? FolderWatcher.of(settings.folder()) : FolderWatcher.none()) {
      if (listening && !notices.isReported()) {
        progress.note(
            "the system does not report changes in %s: it is listed every %d ms"
                .formatted(settings.folder(), LISTING_MILLIS));
      }
      long next = list(judge, progress);
      while (!stopped) {
        judgeReady(judge, progress);
        progress.rests();
        if (once && pending.isEmpty()) {
          return;
        }
        Optional<Set<Path>> changed = notices.await(pause(next));
        if (changed.isEmpty() || System.nanoTime() - next >= 0) {
          next = list(judge, progress);
        } else {
          look(judge, progress, changed.get().stream().map(settings.folder()::resolve).toList());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns how long nothing is to be done: until a file has been quiet, or the next listing. */
  private Duration pause(long next) {
    long now = System.nanoTime();
    long least = next - now;
    for (PendingFile file : pending.values()) {
      least = Math.min(least, due(file) - now);
    }
    return Duration.ofNanos(Math.max(least, Duration.ofMillis(1).toNanos()));
  }

  private long due(PendingFile file) {
    return file.since()
        + (file.rejection().isEmpty() ? settings.quiet() : settings.patience()).toNanos();
  }

  /** Looks at all files, and returns when to do that again. */
  private long list(FileInspector judge, WatchListener progress) throws IOException {
    long before = System.nanoTime();
    Set<Path> files = files(settings.folder());
    look(judge, progress, files);
    pending.keySet().retainAll(files);
    long after = System.nanoTime();
    return after
        + Math.max(Duration.ofMillis(LISTING_MILLIS).toNanos(), LISTING_SHARE * (after - before));
  }

  private static Set<Path> files(Path folder) throws IOException {
    Set<Path> files = new LinkedHashSet<>();
    try (DirectoryStream<Path> listed = Files.newDirectoryStream(folder)) {
      listed.forEach(files::add);
    } catch (DirectoryIteratorException e) {
      throw unlisted(folder, e.getCause());
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
    return files;
  }

  private static IOException unlisted(Path folder, IOException cause) {
    return new IOException(
        "cannot list %s: %s; restore the folder and start watching again; nothing is lost"
            .formatted(folder, cause),
        cause);
  }

  private static boolean isUnfinished(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return name.startsWith(".") || UNFINISHED.stream().anyMatch(lower::endsWith);
  }

  /**
   * Sees how files are now, and from when on they have been so: what is seen together is ready
   * together, however long it takes to look.
   */
  private void look(FileInspector judge, WatchListener progress, Collection<Path> files)
      throws IOException {
    Map<Path, FileFingerprint> changed = new HashMap<>();
    for (Path file : files) {
      String name = JournalName.of(file);
      if (isUnfinished(name)) {
        continue;
      }
      if (!judge.takes(name)) {
        judge.leftAlone(name).filter(noted::add).ifPresent(progress::note);
        continue;
      }
      Optional<FileFingerprint> now = FileFingerprint.of(file);
      if (now.isEmpty() || judged.knows(name, now.get())) {
        pending.remove(file);
      } else if (!pending.containsKey(file) || !pending.get(file).stamp().equals(now.get())) {
        changed.put(file, now.get());
      }
    }
    long since = System.nanoTime();
    changed.forEach(
        (file, stamp) -> pending.put(file, new PendingFile(stamp, since, Optional.empty())));
  }

  private void judgeReady(FileInspector judge, WatchListener progress) throws IOException {
    long now = System.nanoTime();
    List<Path> ready =
        pending.entrySet().stream()
            .filter(file -> now - due(file.getValue()) >= 0)
            .sorted(
                Comparator.comparing(
                        (Map.Entry<Path, PendingFile> file) -> file.getValue().stamp().modified())
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .toList();
    for (Path file : ready) {
      if (stopped) {
        return;
      }
      PendingFile before = pending.get(file);
      look(judge, progress, Set.of(file));
      if (!before.equals(pending.get(file))) {
        continue; // it has changed meanwhile, or is gone
      }
      if (before.rejection().isPresent()) {
        refuse(before.rejection().get(), progress);
      } else {
        judge(file, before, judge, progress);
      }
    }
  }

  private void refuse(PendingFile.Rejection rejection, WatchListener progress) throws IOException {
    pending.remove(rejection.arrival().file());
    progress.enters(
        judged.enter(JournalEntry.refused(rejection.arrival(), rejection.why(), judged.state())));
  }

  private void judge(Path file, PendingFile before, FileInspector judge, WatchListener progress)
      throws IOException {
    String sum;
    try {
      sum = Checksum.of(file, Checksum.Algorithm.SHA256).hex();
    } catch (NoSuchFileException e) {
      pending.remove(file);
      return;
    } catch (IOException e) {
      String why = "%s cannot be read: %s; touch it when it can".formatted(file, e);
      pending.put(file, before.rejected(arrival(file, before, ""), why));
      return;
    }
    IncomingFile arrival = arrival(file, before, sum);
    if (judged.hasJudged(arrival.name(), arrival.sha256())) {
      judged.touched(arrival.name(), before.stamp());
      pending.remove(file);
      return;
    }
    FileVerdict ruling;
    try {
      ruling = judge.judge(arrival, judged.state());
    } catch (RejectedFileException e) {
      pending.put(file, before.rejected(arrival, e.getMessage()));
      return;
    } catch (NoSuchFileException e) {
      look(judge, progress, Set.of(file));
      if (pending.containsKey(file)) {
        throw e; // something else is missing
      }
      return;
    } catch (InvalidPathException e) {
      if (JournalName.isOwn(file)) {
        throw e; // something else cannot be named
      }
      pending.put(file, before.rejected(arrival, unnamed(arrival)));
      return;
    }
    Optional<FileFingerprint> now = FileFingerprint.of(file);
    if (now.isPresent() && !now.get().equals(before.stamp())) {
      look(
          judge,
          progress,
          Set.of(file)); // it was written to while it was judged: not what it will be
      return;
    }
    pending.remove(file);
    if (!JournalName.isOwn(file)) {
      progress.note(unnamed(arrival));
    }
    progress.enters(judged.enter(JournalEntry.judged(arrival, ruling)));
  }

  private static String unnamed(IncomingFile arrival) {
    return "%s is not named in the system's encoding, %s: the journal calls it %s, and files next to it are not found; rename it, or watch in the encoding of its name (LANG=C.UTF-8)"
        .formatted(arrival.file(), JournalName.encoding(), arrival.name());
  }

  private IncomingFile arrival(Path file, PendingFile before, String sum) {
    return new IncomingFile(
        file,
        before.stamp().size(),
        before.stamp().modified(),
        sum,
        judged.otherName(JournalName.of(file), sum));
  }

  /** Gives the state folder back. */
  @Override
  public void close() throws IOException {
    judged.close();
  }
}
