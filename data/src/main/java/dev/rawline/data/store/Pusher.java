package dev.rawline.data.store;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * A folder → a location.
 *
 * <p>Files go several at once, each whole or not at all, with its checksum; then {@value
 * ChecksumFile#NAME} with the SHA-256 of every file; and last the data card, so that a set that has
 * its card is complete. Unchanged files are not sent again, so that an interrupted push resumes
 * when it is run again. Nothing is ever deleted, on either side, and a file that exists there with
 * other content is not replaced: then nothing is sent at all. Only a list of checksums is replaced
 * by one with the same and more lines.
 *
 * @param folder the folder to push
 * @param to the target: a local folder, or an object store
 * @param access the access to locations
 */
public record Pusher(Path folder, Location to, StoreAccess access) {
  /** The names of data cards; they are sent last, in this order. */
  private static final List<String> CARDS = List.of("README.md", "provenance.json", "card.yaml");

  private static final int NAMED = 5;

  /**
   * Checks the target.
   *
   * @throws IllegalArgumentException if it is read-only
   */
  public Pusher {
    switch (to) {
      case Location.Local _, Location.S3 _ -> {}
      case Location.Web web ->
          throw new IllegalArgumentException(
              "'%s' can only be read: expected a folder, or s3://BUCKET/PREFIX".formatted(web));
      case Location.Zenodo zenodo ->
          throw new IllegalArgumentException(
              "'%s' is a published record, which never changes: expected a folder, or s3://BUCKET/PREFIX; upload a new record on Zenodo's pages"
                  .formatted(zenodo));
    }
  }

  /**
   * The result of a push.
   *
   * @param sent how many files were sent
   * @param kept how many existed there already
   * @param bytes how many bytes were sent
   */
  public record PushSummary(int sent, int kept, long bytes) {}

  /** One file to push. */
  private record Item(String name, Path file, Checksum sha256, long size) {}

  /**
   * Pushes the folder.
   *
   * @throws RejectedFileException if a link in it leads out of it or forms a loop, or a name is
   *     invalid on some system
   * @throws IOException if a file exists there with other content, or cannot be read or sent; the
   *     message states why and what to do
   */
  public PushSummary run(Progress progress) throws IOException {
    return run(progress, true);
  }

  /** Copies the folder as it is: as {@link #run}, but without a list of checksums. */
  public PushSummary copy(Progress progress) throws IOException {
    return run(progress, false);
  }

  private PushSummary run(Progress progress, boolean lists) throws IOException {
    SequencedMap<String, Path> files = FolderListing.files(folder);
    Optional<Path> own = Optional.ofNullable(lists ? files.remove(ChecksumFile.NAME) : null);
    if (files.isEmpty()) {
      throw new RejectedFileException(folder, "is empty", "name the folder of a data set");
    }
    requireApart();
    List<Item> items = summed(files);
    Path list = null;
    try (WritableStore store = access.openForWriting(to)) {
      Map<String, Checksum> sums = new TreeMap<>();
      items.forEach(item -> sums.put(item.name(), item.sha256()));
      if (own.isPresent()) {
        requireOf(own.get(), sums);
      }
      if (lists) {
        list = Files.createTempFile("rawline-", "-" + ChecksumFile.NAME);
        Files.write(list, ChecksumFile.text(sums).getBytes(StandardCharsets.UTF_8));
      }
      return send(store, items, Optional.ofNullable(list), progress);
    } finally {
      if (list != null) {
        Files.deleteIfExists(list);
      }
    }
  }

  /** A list that is left out of the push, because a new one is made, must not differ. */
  private void requireOf(Path own, Map<String, Checksum> sums) throws IOException {
    String text = new String(Files.readAllBytes(own), StandardCharsets.UTF_8);
    List<String> others = others(text, sums);
    if (!others.isEmpty()) {
      throw new RejectedFileException(
          own,
          "is not the list of this folder's files (%s)".formatted(some(others)),
          "delete or rename it: data push writes this list itself");
    }
  }

  /** Returns the names whose checksums in a list differ from others; empty if none. */
  private static List<String> others(String list, Map<String, Checksum> sums) {
    try {
      List<String> others = new ArrayList<>();
      ChecksumFile.parse(list, "it")
          .forEach(
              (name, sum) -> {
                if (!sum.equals(sums.get(name))) {
                  others.add(name);
                }
              });
      return others;
    } catch (IllegalArgumentException e) {
      return List.of("lines of another kind");
    }
  }

  private static String some(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? ", …" : "");
  }

  /** A folder within the folder would be pushed into itself. */
  private void requireApart() throws IOException {
    if (to instanceof Location.Local local
        && local.path().startsWith(folder.toAbsolutePath().normalize())) {
      throw new RejectedFileException(
          local.path(), "is the folder itself, or within it", "choose another folder");
    }
  }

  private List<Item> summed(SequencedMap<String, Path> files) throws IOException {
    List<Callable<Item>> tasks = new ArrayList<>();
    files.forEach(
        (name, file) ->
            tasks.add(
                () ->
                    new Item(
                        name,
                        file,
                        Checksum.of(file, Checksum.Algorithm.SHA256),
                        Files.size(file))));
    return ParallelTasks.run(tasks, access.parallel());
  }

  private PushSummary send(
      WritableStore store, List<Item> items, Optional<Path> list, Progress progress)
      throws IOException {
    Map<String, StoreEntry> there = new LinkedHashMap<>();
    for (StoreEntry entry : insist(to.toString(), store::list, progress)) {
      there.put(entry.name(), entry);
    }
    List<Item> missing = missing(store, items, there, progress);
    StoreEntry formerList = there.get(ChecksumFile.NAME);
    boolean replaces =
        list.isPresent()
            && formerList != null
            && isExtended(store, formerList, items, list.get(), progress);
    Progress transfer = progress.begin("files", missing.size());
    transfer.size(missing.stream().mapToLong(Item::size).sum(), "bytes");
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Item item : missing) {
      if (!CARDS.contains(item.name())) {
        tasks.add(() -> put(store, item, false, progress, transfer));
      }
    }
    ParallelTasks.run(tasks, access.parallel());
    if (list.isPresent() && (formerList == null || replaces)) {
      Checksum sum = Checksum.of(list.get(), Checksum.Algorithm.SHA256);
      Item item = new Item(ChecksumFile.NAME, list.get(), sum, Files.size(list.get()));
      put(store, item, replaces, progress, Progress.SILENT);
    }
    for (String card : CARDS) {
      for (Item item : missing) {
        if (item.name().equals(card)) {
          put(store, item, false, progress, transfer);
        }
      }
    }
    transfer.end("");
    return new PushSummary(
        missing.size(),
        items.size() - missing.size(),
        missing.stream().mapToLong(Item::size).sum());
  }

  /** Returns the files that do not exist there yet, if existing ones are the same. */
  private List<Item> missing(
      WritableStore store, List<Item> items, Map<String, StoreEntry> there, Progress progress)
      throws IOException {
    List<Callable<Boolean>> tasks = new ArrayList<>();
    for (Item item : items) {
      StoreEntry entry = there.get(item.name());
      tasks.add(() -> entry == null || isSame(store, item, entry, progress));
    }
    List<Boolean> same = ParallelTasks.run(tasks, access.parallel());
    List<Item> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      if (!there.containsKey(item.name())) {
        missing.add(item);
      } else if (!same.get(i)) {
        different.add(item.name());
      }
    }
    if (!different.isEmpty()) {
      throw new IOException(
          "%s: contains %s with different content (%s), and data push never replaces files; choose another location"
              .formatted(
                  target(),
                  different.size() == 1 ? "a file" : different.size() + " files",
                  some(different)));
    }
    return missing;
  }

  /**
   * Returns whether an existing list of checksums is to be replaced.
   *
   * @throws IOException if it lists files that the new one does not
   */
  private boolean isExtended(
      WritableStore store, StoreEntry former, List<Item> items, Path list, Progress progress)
      throws IOException {
    byte[] bytes =
        insist(
            former.name(),
            () -> {
              try (ContentStream content = store.open(former, 0, Optional.empty())) {
                return content.bytes().readAllBytes();
              }
            },
            progress);
    Map<String, Checksum> sums = new TreeMap<>();
    items.forEach(item -> sums.put(item.name(), item.sha256()));
    List<String> others = others(new String(bytes, StandardCharsets.UTF_8), sums);
    if (!others.isEmpty()) {
      throw new IOException(
          "%s: contains a %s that lists files which are not in %s (%s), and data push never replaces files; choose another location"
              .formatted(target(), ChecksumFile.NAME, folder, some(others)));
    }
    return !Arrays.equals(bytes, Files.readAllBytes(list));
  }

  private Object target() {
    return to instanceof Location.Local local ? local.path() : to;
  }

  private boolean isSame(WritableStore store, Item item, StoreEntry entry, Progress progress)
      throws IOException {
    return entry.size().isPresent()
        && entry.size().getAsLong() == item.size()
        && isOfSameSum(store, item, entry, progress);
  }

  private boolean isOfSameSum(WritableStore store, Item item, StoreEntry entry, Progress progress)
      throws IOException {
    Optional<Checksum> sum = insist(item.name(), () -> store.checksum(entry), progress);
    if (sum.isEmpty()) {
      return false;
    }
    return sum.get().equals(item.sha256())
        || sum.get().equals(Checksum.of(item.file(), sum.get().algorithm()));
  }

  /**
   * Puts a file there.
   *
   * @param transfer receives that it is done
   * @throws IOException if it cannot be put, or another one has appeared there meanwhile
   */
  private Void put(
      WritableStore store, Item item, boolean replaces, Progress progress, Progress transfer)
      throws IOException {
    try {
      insist(
          item.name(),
          () -> {
            store.put(item.name(), item.file(), item.sha256(), replaces);
            return null;
          },
          progress);
    } catch (FileAlreadyExistsException e) {
      // It may be ours: of a try whose answer was lost, or of another push of the same folder.
      StoreEntry entry =
          new StoreEntry(item.name(), OptionalLong.empty(), Optional.empty(), Optional.empty());
      if (!isOfSameSum(store, item, entry, progress)) {
        throw new IOException(
            "%s: another %s has appeared there in the meantime, and data push never replaces files; choose another location"
                .formatted(target(), item.name()),
            e);
      }
    }
    transfer.advance(item.size());
    transfer.begin(item.name(), 0).end("sent");
    return null;
  }

  private <T> T insist(String what, RetryPolicy.Attempt<T> attempt, Progress progress)
      throws IOException {
    return access.retry().retry(what, attempt, note -> progress.note(what, note));
  }
}
