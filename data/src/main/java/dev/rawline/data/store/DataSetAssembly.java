package dev.rawline.data.store;

import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Fetched files → a data set's folder in the cache.
 *
 * <p>A folder is identified by its sources, so that it is assembled once. A plain file is the blob
 * itself under its own name (a hard link), or a copy where the file system has no such links; an
 * archive is unpacked in its place. The folder gets its name when it is complete.
 */
final class DataSetAssembly {
  /** Changes when the same files would make another folder. */
  private static final String VERSION = "1";

  /** Entries that operating systems add to archives. */
  private static final List<String> IGNORED = List.of("__MACOSX", ".DS_Store");

  private final Cache cache;
  private final OptionalLong maxSize;
  private final Progress progress;

  /** Assembles folders; an archive may expand to this many bytes, or as many as is usual. */
  DataSetAssembly(Cache cache, OptionalLong maxSize, Progress progress) {
    this.cache = cache;
    this.maxSize = maxSize;
    this.progress = progress;
  }

  /** Returns the key of the folder that some files make. */
  static String key(List<Fetcher.Fetched> files, boolean unpacks) {
    StringBuilder text = new StringBuilder(VERSION + (unpacks ? " unpacked\n" : "\n"));
    files.stream()
        .sorted(Comparator.comparing(Fetcher.Fetched::name))
        .forEach(
            file -> text.append(file.sha256().hex()).append("  ").append(file.name()).append('\n'));
    return Cache.key(text.toString());
  }

  /**
   * Returns the folder of a key, if it exists.
   *
   * @return the folder, or the only folder in it where archives were unpacked
   */
  Optional<Path> existing(String key, boolean unpacks) throws IOException {
    Path folder = cache.set(key);
    return Files.isDirectory(folder) ? Optional.of(inner(folder, unpacks)) : Optional.empty();
  }

  /**
   * Makes the folder of some files.
   *
   * @param unpacks whether archives are unpacked
   */
  Path make(List<Fetcher.Fetched> files, boolean unpacks) throws IOException {
    String key = key(files, unpacks);
    Optional<Path> existing = existing(key, unpacks);
    if (existing.isPresent()) {
      return existing.get();
    }
    try (ExclusiveLock _ =
        cache.lock(key, () -> progress.note("", "another program unpacks it: waiting for it"))) {
      existing = existing(key, unpacks);
      if (existing.isPresent()) {
        return existing.get();
      }
      Path folder = cache.set(key);
      Path unfinished = folder.resolveSibling(key + ".part");
      delete(unfinished);
      cache.makeFolder(unfinished);
      try {
        for (Fetcher.Fetched file : files) {
          add(file, unfinished, unpacks);
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (RejectedFileException | RuntimeException e) {
        delete(unfinished);
        throw e;
      } catch (IOException e) {
        delete(unfinished);
        throw cache.explained(e);
      }
      return inner(folder, unpacks);
    }
  }

  private void add(Fetcher.Fetched file, Path folder, boolean unpacks) throws IOException {
    Path target = folder.resolve(file.name());
    Files.createDirectories(target.getParent());
    Optional<Archive> archive = unpacks ? Archive.of(file.blob(), file.name()) : Optional.empty();
    if (archive.isPresent()) {
      progress.note(file.name(), "unpacking");
      archive.get().unpack(target.getParent(), maxSize);
      return;
    }
    try {
      Files.createLink(target, file.blob());
    } catch (UnsupportedOperationException | IOException e) {
      Files.copy(file.blob(), target);
    }
  }

  /** Returns the single top-level folder of an archive, otherwise the folder itself. */
  private static Path inner(Path folder, boolean unpacks) throws IOException {
    if (!unpacks) {
      return folder;
    }
    List<Path> content = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> !IGNORED.contains(String.valueOf(file.getFileName())))
          .forEach(content::add);
    }
    return content.size() == 1 && Files.isDirectory(content.getFirst())
        ? content.getFirst()
        : folder;
  }

  /** Deletes incomplete files of killed programs in the cache. */
  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(folder)) {
      for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
