package dev.rawline.workbench.tracking;

import dev.rawline.workbench.tracking.DeliveryException.Outlook;
import dev.rawline.workbench.tracking.OutboxStream.ServerRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/** Sends files of runs to where the server keeps them. */
final class ArtefactDelivery {
  private final MlflowRequests requests;
  private final Consumer<String> notes;
  private boolean reported;

  ArtefactDelivery(MlflowRequests requests, Consumer<String> notes) {
    this.requests = requests;
    this.notes = notes;
  }

  /**
   * Sends a file of a run, or reports why the server cannot have it.
   *
   * @throws DeliveryException if the server did not accept it
   * @throws IOException if the file cannot be read
   */
  void send(ServerRun run, String name, Path file) throws DeliveryException, IOException {
    switch (ArtefactLocation.of(run.artefacts(), requests.server())) {
      case ArtefactLocation.Served served -> requests.put(served.of(name), file);
      // A server in a container has an address of this machine, but its own folders.
      case ArtefactLocation.Folder(Path folder) when !isHere(folder) ->
          leaveOut(folder + ", which is not on this machine");
      case ArtefactLocation.Folder(Path folder) -> copy(file, folder.resolve(name).normalize());
      case ArtefactLocation.Elsewhere(String uri) ->
          leaveOut(uri + ", which accepts nothing by HTTP");
    }
  }

  /** Root, experiment, run, artifacts: a server with a database creates only the root itself. */
  private static boolean isHere(Path folder) {
    Path root = folder.resolve("../../..").normalize();
    return Files.isDirectory(folder) || Files.isDirectory(root);
  }

  private void copy(Path file, Path target) throws DeliveryException {
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new DeliveryException(
          Outlook.NEVER,
          "%s keeps files in a folder of this machine, but %s cannot be written (%s)"
              .formatted(requests.server(), target, e),
          e);
    }
  }

  private void leaveOut(String where) {
    if (!reported) {
      reported = true;
      notes.accept(
          "files of runs are not sent to %s: it keeps them in %s; start it with mlflow server --serve-artifacts; the lab book has them"
              .formatted(requests.server(), where));
    }
  }
}
