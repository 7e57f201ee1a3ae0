package dev.rawline.data.store;

import dev.rawline.data.web.TransientException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A file on the web; or a folder there whose {@value ChecksumFile#NAME} lists its files, as written
 * by {@link Pusher}.
 */
final class WebStore implements Store {
  private static final int MOST_LIST_BYTES = 1 << 28;

  private final Location.Web location;
  private final HttpDownloader http;

  WebStore(Location.Web location, HttpDownloader http) {
    this.location = location;
    this.http = http;
  }

  @Override
  public List<StoreEntry> list() throws IOException {
    return location.isFolder() ? folder() : List.of(file());
  }

  private StoreEntry file() throws IOException {
    String path = location.address().uri().getRawPath();
    String encoded = path.substring(path.lastIndexOf('/') + 1);
    String name = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    return http.head(location.address(), name)
        .orElse(new StoreEntry(name, OptionalLong.empty(), Optional.empty(), Optional.empty()));
  }

  private List<StoreEntry> folder() throws IOException {
    byte[] bytes;
    try {
      bytes = http.bytes(location.file(ChecksumFile.NAME), MOST_LIST_BYTES);
    } catch (TransientException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "%s: a folder on the web can be fetched only with a file %s in it, which data push writes (%s)"
              .formatted(location, ChecksumFile.NAME, e.getMessage()),
          e);
    }
    Map<String, Checksum> sums =
        new TreeMap<>(
            ChecksumFile.parse(new String(bytes, StandardCharsets.UTF_8), location.toString()));
    sums.put(ChecksumFile.NAME, Checksum.of(bytes, Checksum.Algorithm.SHA256));
    return sums.entrySet().stream()
        .map(
            sum ->
                new StoreEntry(
                    sum.getKey(),
                    sum.getKey().equals(ChecksumFile.NAME)
                        ? OptionalLong.of(bytes.length)
                        : OptionalLong.empty(),
                    Optional.of(sum.getValue()),
                    Optional.empty()))
        .toList();
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException {
    return http.get(
        location.isFolder() ? location.file(entry.name()) : location.address(), from, tag);
  }
}
