package dev.rawline.learning.train;

import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.learning.weights.SafeTensors;
import dev.rawline.learning.weights.StateDict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a training run's checkpoints: {@code epoch-007.safetensors} after seven epochs,
 * {@code epoch-007-step-00042.safetensors} where the eighth was interrupted, and {@code
 * best.safetensors}, the weights of the best epoch so far.
 *
 * <p>A checkpoint is written atomically. Two are kept, the newest and the one before it, in case
 * the newest is damaged later; older ones are deleted only afterwards.
 */
public final class Checkpoints {
  private static final Pattern NAME =
      Pattern.compile("epoch-(\\d{3,9})(?:-step-(\\d{5,9}))?\\.safetensors");
  private static final String BEST = "best.safetensors";

  private final Path folder;

  /** The checkpoints in a folder, which is made when the first one is written. */
  public Checkpoints(Path folder) {
    this.folder = folder;
  }

  /**
   * The progress of a run.
   *
   * @param epochs whole epochs that are done
   * @param steps steps of the next one that are done
   * @param file its checkpoint
   */
  public record Place(int epochs, int steps, Path file) {}

  /** What takes up a checkpoint. */
  @FunctionalInterface
  public interface Restorer {
    /**
     * Takes up a state.
     *
     * @throws IllegalArgumentException if it is that of another model
     * @throws RejectedFileException if a file that belongs to it is damaged
     * @throws IOException if such a file cannot be read
     */
    void restore(Place place, StateDict state) throws IOException;
  }

  /**
   * Takes up the newest checkpoint that is intact.
   *
   * @param note hears of a damaged one that was passed over
   * @return whether there was any checkpoint
   * @throws IOException if all are damaged, or the first intact one is of another model
   */
  public boolean restoreNewest(Restorer restorer, Consumer<String> note) throws IOException {
    RejectedFileException damage = null;
    for (Place place : newestFirst()) {
      try {
        restorer.restore(place, read(place));
      } catch (RejectedFileException e) {
        damage = damage == null ? e : damage;
        continue;
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "%s is a checkpoint of another model: %s; choose another folder, or remove its checkpoints"
                .formatted(place.file(), e.getMessage()),
            e);
      }
      if (damage != null) {
        note.accept(
            "warning: a checkpoint is damaged: training resumes from the one before it, %s (%s)"
                .formatted(place.file(), damage.getCause().getMessage()));
      }
      return true;
    }
    if (damage != null) {
      throw damage;
    }
    return false;
  }

  /** Returns all checkpoints. */
  List<Place> newestFirst() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .flatMap(file -> place(file).stream())
          .sorted(Comparator.comparingInt(Place::epochs).thenComparingInt(Place::steps).reversed())
          .toList();
    }
  }

  /**
   * Reads a checkpoint.
   *
   * @throws RejectedFileException if it is damaged
   */
  StateDict read(Place place) throws IOException {
    return read(place.file());
  }

  private StateDict read(Path file) throws IOException {
    try {
      return SafeTensors.read(file);
    } catch (RejectedFileException | NoSuchFileException e) {
      throw new RejectedFileException(
          file,
          "training cannot resume from it (%s)".formatted(e.getMessage()),
          "restore it, or remove %s to train from the beginning".formatted(folder),
          e);
    }
  }

  private static Optional<Place> place(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    return name.matches()
        ? Optional.of(
            new Place(
                Integer.parseInt(name.group(1)),
                name.group(2) == null ? 0 : Integer.parseInt(name.group(2)),
                file))
        : Optional.empty();
  }

  /**
   * Writes a checkpoint, and removes all others but the one before it.
   *
   * @return where it is
   * @throws IOException if it cannot be written; the others are still there then
   */
  public Path save(int epochs, int steps, StateDict state) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.deleteAbandoned(folder);
    String name =
        "epoch-%03d".formatted(epochs) + (steps == 0 ? "" : "-step-%05d".formatted(steps));
    Path file = folder.resolve(name + ".safetensors");
    SafeTensors.write(file, state);
    List<Place> places = newestFirst();
    int kept = places.stream().map(Place::file).toList().indexOf(file);
    for (int i = 0; i < places.size(); i++) {
      if (i != kept && i != kept + 1) {
        Files.delete(places.get(i).file());
      }
    }
    return file;
  }

  /** Writes the weights of the best epoch so far. */
  public void saveBest(StateDict weights) throws IOException {
    Files.createDirectories(folder);
    SafeTensors.write(folder.resolve(BEST), weights);
  }

  /** Reads the weights of the best epoch. */
  public StateDict best() throws IOException {
    return read(folder.resolve(BEST));
  }
}
