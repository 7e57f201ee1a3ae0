package dev.rawline.data.store;

import dev.rawline.data.file.OwnerOnly;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A location as typed → a local folder of the data set.
 *
 * <p>A person may type the path of a folder or of an archive, the name of a published data set
 * ({@link PublishedDataSet}), or a {@link Location}. Remote data is fetched into the cache on first
 * use, checked and unpacked; the returned folder belongs to the cache and must not be changed.
 *
 * @param cache where fetched files are kept
 * @param access how locations are reached
 * @param maxSize the most bytes that an archive may expand to; by default ten times its own size,
 *     and at least 10 GB
 */
public record DataSetSource(Cache cache, StoreAccess access, OptionalLong maxSize) {
  /** The variable of the environment with addresses whose secrets plans do not record. */
  public static final String VARIABLE = "RAWLINE_ADDRESSES";

  /**
   * Checks the size.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public DataSetSource {
    if (maxSize.isPresent() && maxSize.getAsLong() < 1) {
      throw new IllegalArgumentException(
          "--max-size is %d: expected 1 or more (bytes)".formatted(maxSize.getAsLong()));
    }
  }

  /** Returns a source whose archives may expand as much as is usual. */
  public DataSetSource(Cache cache, StoreAccess access) {
    this(cache, access, OptionalLong.empty());
  }

  /** Returns the source of commands: the user's cache, and the public servers. */
  public static DataSetSource standard() {
    return new DataSetSource(Cache.standard(), StoreAccess.STANDARD);
  }

  /**
   * Finds or fetches a data set.
   *
   * @param typed a folder, an archive, a known name or a location; a folder takes precedence over a
   *     known name
   * @return the data set's folder
   * @throws IllegalArgumentException if it is none of these; the message states what was expected
   * @throws RejectedFileException if an archive is damaged or unsafe
   * @throws IOException if it cannot be fetched or stored; the message states why and what to do
   */
  public Path resolve(String typed, Progress progress) throws IOException {
    return fetch(typed, Optional.empty(), progress).folder();
  }

  /**
   * A data set that is on this machine.
   *
   * @param folder its folder
   * @param files how many files were requested; 0 where the folder was here all along
   * @param fetched how many of them were transferred now
   * @param bytes how many bytes they have together
   */
  public record LocalDataSet(Path folder, int files, int fetched, long bytes) {}

  /**
   * Finds or fetches a data set, as {@link #resolve}, and reports its actions.
   *
   * @param sha256 what its only file must sum up to
   */
  public LocalDataSet fetch(String typed, Optional<Checksum> sha256, Progress progress)
      throws IOException {
    if (typed.isBlank()) {
      throw new IllegalArgumentException(
          "the name of the data set is empty: expected %s".formatted(Location.EXPECTED));
    }
    Optional<Path> path = existing(typed);
    if (path.isPresent()) {
      return local(path.get(), sha256, progress);
    }
    Optional<PublishedDataSet> known = PublishedDataSet.of(typed);
    if (known.isPresent()) {
      return remote(known.get().location(), known, sha256, progress);
    }
    Location location = Location.parse(full(new Address(typed), System.getenv(VARIABLE)).full());
    if (location instanceof Location.Local local) {
      if (Files.exists(local.path())) {
        return local(local.path(), sha256, progress);
      }
      throw new IllegalArgumentException(
          "there is no folder or published data set '%s' (%s): expected %s"
              .formatted(new Address(typed), PublishedDataSet.names(), Location.EXPECTED));
    }
    return remote(location, Optional.empty(), sha256, progress);
  }

  /**
   * Returns an address with its secrets.
   *
   * @param given addresses with their secrets, separated by spaces; null for none
   * @throws IllegalArgumentException if it lacks them, and none of the others is the same
   */
  static Address full(Address address, String given) {
    if (!address.isRedacted()) {
      return address;
    }
    return Stream.of(given == null ? new String[0] : given.strip().split("\\s+"))
        .map(Address::new)
        .filter(other -> !other.isRedacted() && other.toString().equals(address.toString()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the address '%s' was recorded without its secrets (%s): give the whole address, by --data or in the variable %s"
                        .formatted(address, Address.HIDDEN, VARIABLE)));
  }

  private static Optional<Path> existing(String typed) {
    try {
      return Optional.of(Path.of(typed)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private LocalDataSet local(Path path, Optional<Checksum> sha256, Progress progress)
      throws IOException {
    if (Files.isDirectory(path)) {
      requireNoSum(path.toString(), sha256, 0);
      return new LocalDataSet(path, 0, 0, 0);
    }
    String name = String.valueOf(path.getFileName());
    if (Archive.of(path, name).isEmpty()) {
      throw new RejectedFileException(
          path,
          "is a file, expected a folder or an archive (.zip, .tar, .tar.gz, .tgz)",
          "name the folder that it is in");
    }
    Checksum sum = Checksum.of(path, Checksum.Algorithm.SHA256);
    if (sha256.isPresent() && !sha256.get().equals(sum)) {
      throw new RejectedFileException(
          path, "has the %s, expected %s".formatted(sum, sha256.get().hex()), "fetch it again");
    }
    Fetcher.Fetched file = new Fetcher.Fetched(name, sum, Files.size(path), path, false);
    Path folder = new DataSetAssembly(cache, maxSize, progress).make(List.of(file), true);
    return new LocalDataSet(folder, 1, 0, file.size());
  }

  /**
   * Returns the folder of a published data set if it is in the cache; nothing is fetched.
   *
   * @throws IOException if the cache cannot be read
   */
  public Optional<Path> cached(PublishedDataSet known) throws IOException {
    return here(
            new DataSetAssembly(cache, maxSize, Progress.SILENT),
            key(known.location(), Optional.of(known)))
        .map(LocalDataSet::folder);
  }

  private static String key(Location location, Optional<PublishedDataSet> known) {
    return Cache.key(location + known.map(set -> "\n" + set.name()).orElse(""));
  }

  /** Returns the cached content of a location that never changes, if any. */
  private Optional<LocalDataSet> here(DataSetAssembly assembly, String key) throws IOException {
    Map<String, Object> note = cache.note(Cache.Kind.LOCATION, key);
    if (note.get("set") instanceof String set
        && note.get("files") instanceof Number files
        && note.get("bytes") instanceof Number bytes) {
      return assembly
          .existing(set, true)
          .map(folder -> new LocalDataSet(folder, files.intValue(), 0, bytes.longValue()));
    }
    return Optional.empty();
  }

  private LocalDataSet remote(
      Location location,
      Optional<PublishedDataSet> known,
      Optional<Checksum> sha256,
      Progress progress)
      throws IOException {
    OwnerOnly.tighten(cache.root());
    DataSetAssembly assembly = new DataSetAssembly(cache, maxSize, progress);
    String key = key(location, known);
    // A record of Zenodo never changes, so that no network is needed once it is cached.
    if (location instanceof Location.Zenodo && sha256.isEmpty()) {
      Optional<LocalDataSet> here = here(assembly, key);
      if (here.isPresent()) {
        return here.get();
      }
    }
    Optional<FetchedSets.Fetched> before = FetchedSets.current().find(key);
    if (before.isPresent() && sha256.isEmpty()) {
      Optional<Path> folder = assembly.existing(before.get().set(), before.get().unpacked());
      if (folder.isPresent()) {
        return new LocalDataSet(folder.get(), 0, 0, 0);
      }
    }
    try (Store store = access.open(location)) {
      List<StoreEntry> entries = entries(store, location, known, progress);
      requireNoSum(location.toString(), sha256, entries.size());
      List<Fetcher.Fetched> files =
          new Fetcher(cache, access.retry(), progress)
              .runAll(store, location, entries, sha256, access.parallel());
      boolean unpacks =
          switch (location) {
            case Location.Zenodo _ -> true;
            case Location.Web web -> !web.isFolder();
            case Location.S3 _, Location.Local _ -> entries.size() == 1;
          };
      FetchedSets.Fetched fetched =
          new FetchedSets.Fetched(DataSetAssembly.key(files, unpacks), unpacks);
      if (!before.orElse(fetched).equals(fetched)) {
        throw new IOException(
            "%s has changed since the command began: run it again".formatted(location));
      }
      Path folder = assembly.make(files, unpacks);
      FetchedSets.current().put(key, fetched);
      long bytes = files.stream().mapToLong(Fetcher.Fetched::size).sum();
      Map<String, Object> note = new LinkedHashMap<>();
      note.put("location", location.toString());
      note.put("set", fetched.set());
      note.put("files", files.size());
      note.put("bytes", bytes);
      cache.note(Cache.Kind.LOCATION, key, note);
      return new LocalDataSet(
          folder,
          files.size(),
          (int) files.stream().filter(Fetcher.Fetched::fetched).count(),
          bytes);
    }
  }

  private List<StoreEntry> entries(
      Store store, Location location, Optional<PublishedDataSet> known, Progress progress)
      throws IOException {
    List<StoreEntry> all =
        access
            .retry()
            .retry(
                location.toString(), store::list, note -> progress.note(location.toString(), note));
    if (all.isEmpty()) {
      throw new IOException(location + ": is empty; check the location");
    }
    List<StoreEntry> requested =
        all.stream().filter(entry -> known.isEmpty() || known.get().holds(entry.name())).toList();
    if (requested.isEmpty()) {
      throw new IOException(
          "%s: no file of the record has %s in its name; it has %s: fetch a single file by its name, as in data fetch %s/FILE"
              .formatted(
                  location,
                  known.map(set -> String.join(" or ", set.words())).orElse("anything"),
                  String.join(", ", all.stream().map(StoreEntry::name).toList()),
                  location));
    }
    EntryNames names = new EntryNames();
    for (StoreEntry entry : requested) {
      try {
        names.addFile(entry.name());
      } catch (InvalidNameException e) {
        throw new IOException(location + ": " + e.getMessage(), e);
      }
    }
    return requested;
  }

  private static void requireNoSum(String what, Optional<Checksum> sha256, int files) {
    if (sha256.isPresent() && files != 1) {
      throw new IllegalArgumentException(
          "a SHA-256 is that of one file, and %s is %s: leave it out"
              .formatted(what, files == 0 ? "a folder" : files + " files"));
    }
  }
}
