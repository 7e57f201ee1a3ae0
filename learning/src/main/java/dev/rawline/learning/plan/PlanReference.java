package dev.rawline.learning.plan;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.Location;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The source of something that a plan refers to: a local file or folder, or a location from which
 * it is fetched once and cached by its checksum.
 */
public interface PlanReference {

  /**
   * Returns the file.
   *
   * @param name the name of the file to look for in a folder, for example a model's
   * @throws IOException if there is none, or it cannot be fetched; the message states the remedy
   */
  Path file(String name, Progress progress) throws IOException;

  /**
   * Returns the file, or the first of several that a folder has.
   *
   * @param names the names of the files to look for in a folder, in order of preference
   * @throws IOException if there is none, or it cannot be fetched; the message states the remedy
   */
  default Path file(List<String> names, Progress progress) throws IOException {
    for (String name : names.subList(0, names.size() - 1)) {
      try {
        return file(name, progress);
      } catch (RejectedFileException _) {
        // Another one may be there.
      }
    }
    return file(names.getLast(), progress);
  }

  /**
   * Returns the folder.
   *
   * @throws IllegalArgumentException if it is none
   * @throws IOException if there is none, or it cannot be fetched; the message states the remedy
   */
  Path folder(Progress progress) throws IOException;

  /**
   * Resolves a text.
   *
   * @param text a path, or a location such as s3://bucket/run/model.safetensors
   * @param folder the folder of relative paths; by default the working directory is tried next
   */
  static PlanReference of(String text, Path folder) {
    return of(text, folder, Runs.NONE);
  }

  /**
   * Resolves a text, which may be a run of a lab book, such as run:17.
   *
   * @param text a path, a location, or run: with the lab book's name of the run
   * @param folder the folder of relative paths
   * @param runs the runs of the lab book
   */
  static PlanReference of(String text, Path folder, Runs runs) {
    if (text.startsWith(OfRun.PREFIX)) {
      return new OfRun(text.substring(OfRun.PREFIX.length()), runs);
    }
    try {
      Path beside = folder.resolve(text);
      if (Files.exists(beside)) {
        return new LocalReference(beside);
      }
    } catch (InvalidPathException e) {
      // A location may contain characters that no path has.
    }
    return new RemoteReference(text);
  }

  /** Finds the models of a lab book's runs. */
  @FunctionalInterface
  interface Runs {
    /** There is no lab book. */
    Runs NONE =
        id -> {
          throw new RejectedFileException(
              Path.of(OfRun.PREFIX + id),
              "refers to a run of a lab book, but there is no lab book yet",
              "give a folder or file");
        };

    /**
     * Returns the folder of a run's model.
     *
     * @param id the lab book's name of the run
     * @throws IOException if there is none; the message states the remedy
     */
    Path folder(String id) throws IOException;
  }

  /**
   * The model of a run of a lab book.
   *
   * @param id the lab book's name of the run
   * @param runs the runs of the lab book
   */
  record OfRun(String id, Runs runs) implements PlanReference {
    static final String PREFIX = "run:";

    @Override
    public Path file(String name, Progress progress) throws IOException {
      return new LocalReference(runs.folder(id)).file(name, progress);
    }

    @Override
    public Path folder(Progress progress) throws IOException {
      return runs.folder(id);
    }

    @Override
    public String toString() {
      return PREFIX + id;
    }
  }

  /** A local file or folder. */
  record LocalReference(Path path) implements PlanReference {
    @Override
    public Path file(String name, Progress progress) throws RejectedFileException {
      return Files.isDirectory(path) ? within(path, name) : path;
    }

    @Override
    public Path folder(Progress progress) throws IOException {
      return Files.isDirectory(path)
          ? path
          : DataSetSource.standard().resolve(path.toString(), progress);
    }

    static Path within(Path folder, String name) throws RejectedFileException {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new RejectedFileException(
            folder, "has no " + name, "name a folder that has one, or the file itself");
      }
      return file;
    }

    @Override
    public String toString() {
      return path.toAbsolutePath().normalize().toString();
    }
  }

  /** Something to fetch, or in the working directory; it prints itself without secrets. */
  record RemoteReference(String text) implements PlanReference {
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

    @Override
    public Path file(String name, Progress progress) throws IOException {
      if (!SCHEME.matcher(text).matches()) {
        Path path = Path.of(text);
        if (!Files.exists(path)) {
          throw new RejectedFileException(
              path, "is not there", "name a file, or a location such as s3://bucket/" + name);
        }
        return new LocalReference(path).file(name, progress);
      }
      Location.parse(text);
      Path fetched = DataSetSource.standard().resolve(text, progress);
      List<Path> files;
      try (Stream<Path> inside = Files.list(fetched)) {
        files = inside.filter(Files::isRegularFile).toList();
      }
      return files.size() == 1 ? files.getFirst() : LocalReference.within(fetched, name);
    }

    @Override
    public Path folder(Progress progress) throws IOException {
      return DataSetSource.standard().resolve(text, progress);
    }

    @Override
    public String toString() {
      return new Address(text).toString();
    }
  }
}
