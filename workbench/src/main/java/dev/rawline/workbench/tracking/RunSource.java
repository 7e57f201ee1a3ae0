package dev.rawline.workbench.tracking;

import dev.rawline.data.web.Address;
import dev.rawline.workbench.tracking.MlflowRun.Point;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A source of MLflow runs: a tracking server, or a folder.
 *
 * <p>Every method throws an {@link IOException} if it cannot be read; the message states the reason
 * and the remedy.
 */
public sealed interface RunSource extends AutoCloseable permits ServerRunSource, FolderRunSource {

  /**
   * Opens a source.
   *
   * @param place the address of a server, or a folder (mlruns, or one that holds it)
   * @param environment the variables with the credentials, as {@link TrackingServer#of} reads them
   * @throws IllegalArgumentException if it is neither
   * @throws IOException if the folder does not exist, or holds no runs
   */
  static RunSource open(String place, Map<String, String> environment, DeliveryTiming timing)
      throws IOException {
    if (place.contains("://") && !place.startsWith("file:")) {
      return new ServerRunSource(TrackingServer.of(place, environment), timing);
    }
    return FolderRunSource.open(place.startsWith("file:") ? ofUri(place) : Path.of(place));
  }

  private static Path ofUri(String place) {
    try {
      return Path.of(new URI(place).getPath());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "'%s' is not the address of a folder: %s".formatted(new Address(place), e.getReason()));
    }
  }

  /** Returns its name for messages. */
  String name();

  /** Returns the names of the experiments that are not deleted. */
  List<String> experiments() throws IOException;

  /** Returns the runs of an experiment that are not deleted, in the order of their start. */
  List<MlflowRun> runs(String experiment) throws IOException;

  /** Returns every value of a run's metric. */
  List<Point> points(MlflowRun run, String metric) throws IOException;

  /**
   * A file of a run.
   *
   * @param name its name in the run
   * @param bytes its size [bytes]
   */
  record File(String name, long bytes) {}

  /** Returns the files of a run. */
  List<File> files(MlflowRun run) throws IOException;

  /** Copies a file of a run to this machine. */
  void fetch(MlflowRun run, File file, Path to) throws IOException;

  @Override
  void close() throws IOException;
}
