package dev.rawline.data.store;

import dev.rawline.data.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A local folder; one that does not exist is empty, and created on the first write. */
final class FolderStore implements WritableStore {
  private final Path folder;

  FolderStore(Location.Local location) {
    this.folder = location.path();
  }

  @Override
  public List<StoreEntry> list() throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(folder + ": is a file, expected a folder; name another one");
    }
    List<StoreEntry> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          AtomicFile.deleteAbandoned(file);
        } else if (Files.exists(file)) {
          long size = Files.isRegularFile(file) ? Files.size(file) : -1;
          entries.add(
              new StoreEntry(
                  FolderListing.name(folder, file),
                  size < 0 ? OptionalLong.empty() : OptionalLong.of(size),
                  Optional.empty(),
                  Optional.empty()));
        }
      }
    }
    entries.sort(Comparator.comparing(StoreEntry::name));
    return entries;
  }

  @Override
  public ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException {
    InputStream in = Files.newInputStream(folder.resolve(entry.name()));
    return new ContentStream(in, 0, entry.size(), Optional.empty(), Optional.empty());
  }

  @Override
  public Optional<Checksum> checksum(StoreEntry entry) throws IOException {
    return Optional.of(Checksum.of(folder.resolve(entry.name()), Checksum.Algorithm.SHA256));
  }

  @Override
  public void put(String name, Path file, Checksum sha256, boolean replaces) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    try (AtomicFile out = AtomicFile.begin(target)) {
      Files.copy(file, out);
      if (replaces) {
        out.finish();
      } else {
        out.finishNew();
      }
    }
  }
}
