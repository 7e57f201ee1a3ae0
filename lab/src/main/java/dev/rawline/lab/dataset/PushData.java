package dev.rawline.lab.dataset;

import dev.rawline.data.store.Location;
import dev.rawline.data.store.Pusher;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.imaging.numeric.Progress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A data set on this machine → a location.
 *
 * @param folder the data set's folder
 * @param to a folder, or a place in an object store
 * @param access how locations are reached
 */
public record PushData(Path folder, Location to, StoreAccess access) {

  /** Pushes to where everything is for everybody. */
  public PushData(Path folder, Location to) {
    this(folder, to, StoreAccess.STANDARD);
  }

  /**
   * Sends what does not exist there yet, the data card last.
   *
   * @throws IllegalArgumentException if nothing can be put there
   * @throws dev.rawline.data.file.RejectedFileException if the folder holds what cannot be pushed
   * @throws IOException if other files exist there, or they cannot be sent; the message says why
   *     and what to do
   */
  public Pusher.Pushed run(Progress progress) throws IOException {
    return new Pusher(folder, to, access).run(progress);
  }
}
