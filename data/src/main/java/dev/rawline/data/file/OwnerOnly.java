package dev.rawline.data.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Folders and files that only their owner may read. File systems without permissions, and files of
 * other owners, stay as they are.
 */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /** Takes the permissions of a file or folder from all but its owner. */
  public static void tighten(Path path) {
    try {
      // Without following links, Java would open the file, and release a lock on it.
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      if (view != null
          && !Files.isSymbolicLink(path)
          && !OWNER.containsAll(view.readAttributes().permissions())) {
        Set<PosixFilePermission> kept = EnumSet.copyOf(OWNER);
        kept.retainAll(view.readAttributes().permissions());
        view.setPermissions(kept);
      }
    } catch (UnsupportedOperationException | IOException e) {
      // A file that is gone, or that of another owner.
    }
  }

  /**
   * Takes the permissions of everything below a folder from all but its owner.
   *
   * @throws IOException if the folder cannot be read
   */
  public static void tightenAll(Path folder) throws IOException {
    try (Stream<Path> inside = Files.walk(folder)) {
      inside.forEach(OwnerOnly::tighten);
    }
  }
}
