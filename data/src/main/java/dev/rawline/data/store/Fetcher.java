package dev.rawline.data.store;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.OwnerOnly;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.TransientException;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * One file of a store → the cache.
 *
 * <p>Received bytes are kept in a partial file with a note of its file; a later attempt, in this
 * program or the next, requests the rest. A partial file is discarded if the file has another size,
 * checksum or tag, or if nothing shows that it is unchanged. A whole file is summed up, compared
 * with the store's checksum, and takes its place among the blobs in one step.
 */
final class Fetcher {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final Set<PosixFilePermission> READ_ONLY =
      PosixFilePermissions.fromString("r--------");

  private final Cache cache;
  private final RetryPolicy retry;
  private final Progress progress;

  Fetcher(Cache cache, RetryPolicy retry, Progress progress) {
    this.cache = cache;
    this.retry = retry;
    this.progress = progress;
  }

  /**
   * A file in the cache.
   *
   * @param name its name in the location
   * @param sha256 its checksum
   * @param size its length [bytes]
   * @param blob its path in the cache
   * @param fetched whether it was transferred now
   */
  record Fetched(String name, Checksum sha256, long size, Path blob, boolean fetched) {}

  /**
   * Fetches a file, unless it is in the cache already; waits while another program fetches it.
   *
   * @param expected the checksum that the user expects
   */
  Fetched run(Store store, Location location, StoreEntry entry, Optional<Checksum> expected)
      throws IOException {
    String key = Cache.key(location + "\n" + entry.name());
    Optional<Fetched> cached = cached(key, entry);
    if (cached.isEmpty()) {
      try (ExclusiveLock _ =
          cache.lock(
              key,
              () -> progress.note(entry.name(), "another program fetches it: waiting for it"))) {
        cached = cached(key, entry);
        if (cached.isEmpty()) {
          Fetched fetched = fetch(store, location, entry, expected, key);
          progress.begin(entry.name(), 0).end("fetched");
          return fetched;
        }
      }
    }
    if (expected.isPresent()) {
      requireSum(where(location, entry), cached.get().blob(), expected.get());
    }
    progress.advance(cached.get().size());
    progress.begin(entry.name(), 0).skip("cached already");
    return cached.get();
  }

  /**
   * Fetches files and returns them in their order; the first failure ends it.
   *
   * @param parallel the most files fetched at once
   */
  List<Fetched> runAll(
      Store store,
      Location location,
      List<StoreEntry> entries,
      Optional<Checksum> expected,
      int parallel)
      throws IOException {
    Progress transfer = progress.begin("files", entries.size());
    transfer.size(entries.stream().mapToLong(entry -> entry.size().orElse(0)).sum(), "bytes");
    Fetcher each = new Fetcher(cache, retry, transfer);
    List<Callable<Fetched>> tasks = new ArrayList<>();
    for (StoreEntry entry : entries) {
      tasks.add(() -> each.run(store, location, entry, expected));
    }
    List<Fetched> fetched = ParallelTasks.run(tasks, parallel);
    transfer.end("");
    return fetched;
  }

  private Optional<Fetched> cached(String key, StoreEntry entry) throws IOException {
    Map<String, Object> note = cache.note(Cache.Kind.ENTRY, key);
    if (!(note.get("sha256") instanceof String sha256) || !isOf(note, entry)) {
      return Optional.empty();
    }
    Path blob = cache.blob(sha256);
    if (!Files.isRegularFile(blob) || !isNumber(note.get("size"), Files.size(blob))) {
      return Optional.empty();
    }
    return Optional.of(
        new Fetched(
            entry.name(),
            new Checksum(Checksum.Algorithm.SHA256, sha256),
            Files.size(blob),
            blob,
            false));
  }

  /** Returns whether a note describes the file as the store lists it now. */
  private static boolean isOf(Map<String, Object> note, StoreEntry entry) {
    boolean sameSize =
        entry.size().isEmpty() || isNumber(note.get("size"), entry.size().getAsLong());
    boolean sameSum =
        entry.checksum().isEmpty()
            || entry.checksum().get().toString().equals(note.get("checksum"));
    boolean sameTag = entry.tag().isEmpty() || entry.tag().get().equals(note.get("tag"));
    return sameSize
        && sameSum
        && sameTag
        && (entry.checksum().isPresent() || entry.tag().isPresent());
  }

  private static boolean isNumber(Object value, long number) {
    return value instanceof Number noted && noted.longValue() == number;
  }

  private Fetched fetch(
      Store store, Location location, StoreEntry entry, Optional<Checksum> expected, String key)
      throws IOException {
    String where = where(location, entry);
    Path part = cache.part(key);
    cache.makeFolder(part.getParent());
    for (int n = 0; ; n++) {
      Arrival arrival = new Arrival(store, entry, key, part, where);
      arrival.complete();
      try {
        Optional<Checksum> announced = arrival.checksum.or(entry::checksum);
        if (announced.isPresent()) {
          requireSum(where, part, announced.get());
        }
        if (expected.isPresent()) {
          requireSum(where, part, expected.get());
        }
      } catch (WrongSumException e) {
        progress.advance(-Files.size(part));
        Files.delete(part);
        cache.forget(Cache.Kind.PART, key);
        if (n == 0) {
          progress.note(entry.name(), "its checksum does not match; fetching it again");
          continue;
        }
        throw e;
      }
      return keep(location, entry, key, part, arrival);
    }
  }

  private Fetched keep(Location location, StoreEntry entry, String key, Path part, Arrival arrival)
      throws IOException {
    Checksum sha256 = Checksum.of(part, Checksum.Algorithm.SHA256);
    Path blob = cache.blob(sha256.hex());
    long size = Files.size(part);
    cache.makeFolder(blob.getParent());
    try {
      Files.move(part, blob, StandardCopyOption.ATOMIC_MOVE);
      // A set's files are the blobs themselves: to change one, change a copy.
      Files.setAttribute(blob, "posix:permissions", READ_ONLY);
    } catch (UnsupportedOperationException e) {
      // A file system without permissions.
    } catch (IOException e) {
      throw cache.explained(e);
    }
    cache.forget(Cache.Kind.PART, key);
    Map<String, Object> note = new LinkedHashMap<>();
    note.put("location", location.toString());
    note.put("name", entry.name());
    note.put("size", size);
    entry.checksum().ifPresent(sum -> note.put("checksum", sum.toString()));
    arrival.tag.or(entry::tag).ifPresent(tag -> note.put("tag", tag));
    note.put("sha256", sha256.hex());
    cache.note(Cache.Kind.ENTRY, key, note);
    return new Fetched(entry.name(), sha256, size, blob, true);
  }

  private static void requireSum(String where, Path file, Checksum expected) throws IOException {
    Checksum sum = Checksum.of(file, expected.algorithm());
    if (!sum.equals(expected)) {
      throw new WrongSumException(
          "%s: has the %s, expected %s; it was damaged in transit or replaced: try again later, or inform its owner"
              .formatted(where, sum, expected.hex()));
    }
  }

  private static String where(Location location, StoreEntry entry) {
    return switch (location) {
      case Location.Zenodo zenodo -> new Location.Zenodo(zenodo.record()) + "/" + entry.name();
      case Location.Web web -> (web.isFolder() ? web.file(entry.name()) : web).toString();
      case Location.S3 s3 ->
          s3.prefix().equals(entry.name()) || s3.prefix().endsWith("/" + entry.name())
              ? s3.toString()
              : s3 + "/" + entry.name();
      case Location.Local local -> local.path().resolve(entry.name()).toString();
    };
  }

  /** Bytes with a wrong checksum. */
  private static final class WrongSumException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongSumException(String message) {
      super(message);
    }
  }

  /** The transfer of one file, in one or several pieces. */
  private final class Arrival {
    private final Store store;
    private final StoreEntry entry;
    private final String key;
    private final Path part;
    private final String where;
    private Optional<String> tag = Optional.empty();
    private OptionalLong size;
    private Optional<Checksum> checksum = Optional.empty();

    /** What progress has reported of; below the file's length after a new beginning. */
    private long reported;

    Arrival(Store store, StoreEntry entry, String key, Path part, String where) {
      this.store = store;
      this.entry = entry;
      this.key = key;
      this.part = part;
      this.where = where;
      this.size = entry.size();
    }

    void complete() throws IOException {
      long furthest = begun();
      report(furthest);
      for (int failures = 0; ; ) {
        try {
          if (!isWhole()) {
            receive();
          }
          return;
        } catch (TransientException failure) {
          long there = here();
          failures = there > furthest ? 1 : failures + 1;
          furthest = Math.max(furthest, there);
          retry.await(
              "%s: %d of %s bytes received"
                  .formatted(
                      where, there, size.isPresent() ? String.valueOf(size.getAsLong()) : "its"),
              failures,
              failure,
              note -> progress.note(entry.name(), note));
        }
      }
    }

    /** Returns how many bytes are here from which the transfer can resume. */
    private long begun() throws IOException {
      if (!Files.exists(part)) {
        return 0;
      }
      Map<String, Object> note = cache.note(Cache.Kind.PART, key);
      if (note.get("tag") instanceof String noted) {
        tag = Optional.of(noted);
      }
      boolean same =
          note.equals(note(tag))
              && (entry.tag().isEmpty() || entry.tag().equals(tag))
              && (tag.isPresent() || entry.checksum().isPresent());
      boolean tooLong = size.isPresent() && Files.size(part) > size.getAsLong();
      if (!same || tooLong) {
        tag = Optional.empty();
        Files.delete(part);
        return 0;
      }
      return Files.size(part);
    }

    private Map<String, Object> note(Optional<String> noted) {
      Map<String, Object> note = new LinkedHashMap<>();
      note.put("where", where);
      note.put("size", entry.size().isPresent() ? String.valueOf(entry.size().getAsLong()) : null);
      note.put("checksum", entry.checksum().map(Checksum::toString).orElse(null));
      note.put("tag", noted.orElse(null));
      return note;
    }

    private long here() throws IOException {
      return Files.exists(part) ? Files.size(part) : 0;
    }

    private boolean isWhole() throws IOException {
      return size.isPresent() && here() == size.getAsLong() && Files.exists(part);
    }

    private void receive() throws IOException {
      boolean resumable = tag.isPresent() || entry.checksum().isPresent();
      try (ContentStream content = store.open(entry, resumable ? here() : 0, tag)) {
        requireSize(content);
        tag = content.tag();
        checksum = content.checksum();
        cache.note(Cache.Kind.PART, key, note(tag));
        try (FileChannel file =
            cache.explain(
                () ->
                    FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE))) {
          OwnerOnly.tighten(part);
          file.truncate(content.from());
          file.position(content.from());
          report(content.from());
          copy(content, file);
        }
      }
    }

    private void requireSize(ContentStream content) throws IOException {
      if (content.size().isEmpty()) {
        return;
      }
      long announced = content.size().getAsLong();
      if (entry.size().isPresent() && entry.size().getAsLong() != announced) {
        throw new IOException(
            "%s: has %d bytes, expected %d; it was replaced after it was listed: run the command again"
                .formatted(where, announced, entry.size().getAsLong()));
      }
      size = content.size();
    }

    private void copy(ContentStream content, FileChannel file) throws IOException {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = content.bytes().read(buffer);
          read >= 0;
          read = content.bytes().read(buffer)) {
        ByteBuffer left = ByteBuffer.wrap(buffer, 0, read);
        while (left.hasRemaining()) {
          cache.explain(() -> file.write(left));
        }
        report(reported + read);
        if (size.isPresent() && reported > size.getAsLong()) {
          file.truncate(0);
          throw new TransientException("sent more bytes than announced", null);
        }
      }
      if (size.isPresent() && reported < size.getAsLong()) {
        throw new TransientException("broke off", null);
      }
    }

    private void report(long now) {
      progress.advance(now - reported);
      reported = now;
    }
  }
}
