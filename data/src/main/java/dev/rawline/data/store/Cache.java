package dev.rawline.data.store;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.ExclusiveLock;
import dev.rawline.data.file.JsonFile;
import dev.rawline.data.file.OwnerOnly;
import dev.rawline.data.web.RetryPolicy;
import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where fetched files are kept, by content.
 *
 * <pre>
 * blobs/ab/ab12…      a file, named by its SHA-256; read-only
 * entries/….json      which file of which location is which blob
 * locations/….json    which set a location that never changes is
 * parts/….part        what has arrived of a file; parts/….json of which
 * sets/….             a data set as a folder, archives unpacked
 * locks/….lock        who writes one of these now
 * </pre>
 *
 * <p>Only its owner may read it. Names and notes hold no secrets of addresses.
 *
 * <p>Any of it may be deleted while no program uses it: missing files are fetched again.
 *
 * @param root the cache's folder, created on the first write
 */
public record Cache(Path root) {
  /** The variable of the environment that names the cache's folder. */
  public static final String VARIABLE = "RAWLINE_CACHE";

  /** Makes the path absolute. */
  public Cache {
    root = root.toAbsolutePath().normalize();
  }

  /** Returns the cache in {@code RAWLINE_CACHE}, by default in {@code ~/.cache/rawline}. */
  public static Cache standard() {
    String named = System.getenv(VARIABLE);
    return new Cache(
        named == null || named.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "rawline")
            : Path.of(named));
  }

  /** Returns the name under which the subject of a text is kept. */
  static String key(String text) {
    return Checksum.of(text.getBytes(StandardCharsets.UTF_8), Checksum.Algorithm.SHA256).hex();
  }

  Path blob(String sha256) {
    return root.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256);
  }

  Path part(String key) {
    return root.resolve("parts").resolve(key + ".part");
  }

  Path set(String key) {
    return root.resolve("sets").resolve(key);
  }

  /** Returns the note of a key, or an empty map. */
  Map<String, Object> note(Kind kind, String key) throws IOException {
    return JsonFile.read(root.resolve(kind.folder).resolve(key + ".json"));
  }

  /** Stores the note of a key. */
  void note(Kind kind, String key, Map<String, Object> note) throws IOException {
    Path file = root.resolve(kind.folder).resolve(key + ".json");
    makeFolder(file.getParent());
    explain(
        () -> {
          JsonFile.write(note, file);
          OwnerOnly.tighten(file);
          return file;
        });
  }

  /** Deletes the note of a key. */
  void forget(Kind kind, String key) throws IOException {
    explain(() -> Files.deleteIfExists(root.resolve(kind.folder).resolve(key + ".json")));
  }

  /** What notes are about. */
  enum Kind {
    ENTRY("entries"),
    LOCATION("locations"),
    PART("parts"),
    SET("sets");

    private final String folder;

    Kind(String folder) {
      this.folder = folder;
    }
  }

  /**
   * Takes the lock to write the subject of a key.
   *
   * @param waits runs before it waits for another program
   */
  ExclusiveLock lock(String key, Runnable waits) throws IOException {
    Path locks = root.resolve("locks");
    makeFolder(locks);
    Path file = locks.resolve(key + ".lock");
    ExclusiveLock lock = explain(() -> ExclusiveLock.take(file, waits));
    OwnerOnly.tighten(file);
    return lock;
  }

  /** Makes a folder of the cache. */
  void makeFolder(Path folder) throws IOException {
    explain(
        () -> {
          Files.createDirectories(folder);
          for (Path each = folder; each.startsWith(root); each = each.getParent()) {
            OwnerOnly.tighten(each);
          }
          return folder;
        });
  }

  /** Returns the result of a write to the cache; explains a failure. */
  <T> T explain(RetryPolicy.Attempt<T> attempt) throws IOException {
    try {
      return attempt.run();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  /**
   * Explains a failure to write, and what to do.
   *
   * @return a {@link CacheException}; one that is so already is returned as it is
   */
  IOException explained(IOException failure) {
    if (failure instanceof CacheException || failure instanceof TransientException) {
      return failure;
    }
    Optional<String> reason =
        failure instanceof FileSystemException system
            ? Optional.ofNullable(system.getReason())
            : Optional.ofNullable(failure.getMessage());
    String what;
    if (failure instanceof FileAlreadyExistsException exists) {
      what = exists.getFile() + " is a file, not a folder";
    } else if (failure instanceof AccessDeniedException denied) {
      what = denied.getFile() + " may not be written to";
    } else {
      what = reason.orElse(failure.getClass().getSimpleName());
    }
    return new CacheException(
        AtomicFile.isFullDisk(failure) || reason.orElse("").contains("free space on its disk")
            ? "the cache %s is full: %s; free space on its disk and run the command again to resume, or set %s to a folder on another disk"
                .formatted(root, what, VARIABLE)
            : "cannot write to the cache %s: %s; set %s to a writable folder"
                .formatted(root, what, VARIABLE),
        failure);
  }

  /** A failure of the cache. */
  static final class CacheException extends IOException {
    private static final long serialVersionUID = 1L;

    CacheException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
