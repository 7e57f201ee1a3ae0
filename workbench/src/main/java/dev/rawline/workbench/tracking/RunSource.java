package dev.rawline.workbench.tracking;

import dev.rawline.workbench.tracking.MlflowRun.Point;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Where runs of MLflow are read from: a tracking server, or a folder.
 *
 * <p>Every method throws an {@link IOException} if it cannot be read; the message says why and what
 * to do.
 */
public sealed interface RunSource extends AutoCloseable permits ServerRunSource, FolderRunSource {

  /**
   * Opens a source.
   *
   * @param place the address of a server, or a folder (mlruns, or one that holds it)
   * @param environment how one gets into a server, as {@link TrackingServer#of} reads it
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if there is no such folder, or it holds no runs
   */
  static RunSource open(String place, Map<String, String> environment, DeliveryTiming patience)
      throws IOException {
    if (place.contains("://") && !place.startsWith("file:")) {
      return new ServerRunSource(TrackingServer.of(place, environment), patience);
    }
    return FolderRunSource.open(place.startsWith("file:") ? ofUri(place) : Path.of(place));
  }

  private static Path ofUri(String place) {
    try {
      return Path.of(new URI(place).getPath());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is no address of a folder: %s".formatted(place, e.getReason()), e);
    }
  }

  /** Returns what people call it. */
  String name();

  /** Returns the names of the experiments that are not deleted. */
  List<String> experiments() throws IOException;

  /** Returns the runs of an experiment that are not deleted, in the order in which they began. */
  List<MlflowRun> runs(String experiment) throws IOException;

  /** Returns every value of a run's metric. */
  List<Point> points(MlflowRun run, String metric) throws IOException;

  /**
   * A file of a run.
   *
   * @param name what it is called in the run
   * @param bytes its size [bytes]
   */
  record File(String name, long bytes) {}

  /** Returns the files of a run. */
  List<File> files(MlflowRun run) throws IOException;

  /** Copies a file of a run to a place of this machine. */
  void fetch(MlflowRun run, File file, Path to) throws IOException;

  @Override
  void close() throws IOException;
}
