package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.WebClient;
import java.io.IOException;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A record of Zenodo: its own list of files with their MD5 sums, by Zenodo's REST interface.
 *
 * <p>Source: developers.zenodo.org, "Records": {@code GET /api/records/:id}, whose {@code files}
 * have {@code key}, {@code size}, {@code checksum} and {@code links}.
 */
final class ZenodoStore implements Store {
  /** Where Zenodo is. */
  static final URI ZENODO = URI.create("https://zenodo.org/");

  private static final int MOST_BYTES = 1 << 26;
  private static final String MD5 = "md5:";

  private final Location.Zenodo location;
  private final HttpDownloader http;
  private final URI base;
  private final Map<String, Address> addresses = new LinkedHashMap<>();

  /**
   * Names a record.
   *
   * @param base where Zenodo is, with a slash at its end
   */
  ZenodoStore(Location.Zenodo location, HttpDownloader http, URI base) {
    this.location = location;
    this.http = http;
    this.base = base;
  }

  @Override
  public List<StoreEntry> list() throws IOException {
    Address address = Address.of(base.resolve("api/records/" + location.record()));
    JsonNode files = record(address).path("files");
    if (files.isObject()) {
      files = files.path("entries");
    }
    if (files.isEmpty()) {
      throw new IOException(
          "%s: the record lists no files; are they restricted? See %srecords/%d"
              .formatted(location, base, location.record()));
    }
    Map<String, StoreEntry> entries = new LinkedHashMap<>();
    for (JsonNode file : files) {
      StoreEntry entry = entry(file);
      entries.put(entry.name(), entry);
      addresses.put(entry.name(), address(file, entry.name()));
    }
    if (location.file().isPresent() && !entries.containsKey(location.file().get())) {
      throw new IOException(
          "%s: the record has no file '%s'; it has %s"
              .formatted(location, location.file().get(), String.join(", ", entries.keySet())));
    }
    return entries.values().stream()
        .filter(entry -> location.file().isEmpty() || location.file().get().equals(entry.name()))
        .sorted(Comparator.comparing(StoreEntry::name))
        .toList();
  }

  private JsonNode record(Address address) throws IOException {
    try {
      return new ObjectMapper().readTree(http.bytes(address, MOST_BYTES));
    } catch (JacksonException e) {
      throw new IOException(
          "%s: %s returned an answer that is not JSON; try again later"
              .formatted(location, address),
          e);
    }
  }

  private StoreEntry entry(JsonNode file) throws IOException {
    String name = file.path("key").asString(file.path("filename").asString(""));
    if (name.isEmpty()) {
      throw new IOException(
          "%s: a file in the record's list has no name; expected Zenodo's key".formatted(location));
    }
    JsonNode size = file.has("size") ? file.path("size") : file.path("filesize");
    String sum = file.path("checksum").asString("");
    String digits = sum.startsWith(MD5) ? sum.substring(MD5.length()) : sum;
    Optional<Checksum> checksum =
        digits.length() == 32
            ? Optional.of(new Checksum(Checksum.Algorithm.MD5, digits))
            : Optional.empty();
    return new StoreEntry(
        name,
        size.canConvertToLong() ? OptionalLong.of(size.asLong(0)) : OptionalLong.empty(),
        checksum,
        Optional.empty());
  }

  /** Returns where a file is: by the record's link, or at Zenodo's usual address. */
  private Address address(JsonNode file, String name) throws IOException {
    JsonNode links = file.path("links");
    for (String key : List.of("content", "download", "self")) {
      if (links.path(key).isString()) {
        Address link = new Address(links.path(key).asString("").replace(" ", "%20"));
        return Address.of(base.resolve(link.uri()));
      }
    }
    return Address.of(
        base.resolve(
            String.format(
                Locale.ROOT,
                "api/records/%d/files/%s/content",
                location.record(),
                WebClient.encoded(name))));
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public ContentStream open(StoreEntry entry, long from, Optional<String> tag) throws IOException {
    return http.get(addresses.get(entry.name()), from, tag);
  }
}
