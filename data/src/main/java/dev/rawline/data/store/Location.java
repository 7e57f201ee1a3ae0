package dev.rawline.data.store;

import dev.rawline.data.web.Address;
import dev.rawline.data.web.WebClient;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a data set is: a folder, a place in an object store, a web address, or a Zenodo record.
 *
 * <p>Its text is a URI without secrets. Where it has none, {@link #parse} of the text is the
 * location again.
 */
public sealed interface Location {

  /** The forms of locations, for messages. */
  String EXPECTED =
      "a folder, file:PATH, s3://BUCKET/PREFIX, https://HOST/FILE, or zenodo:10.5281/zenodo.RECORD";

  /**
   * A folder or an archive on this machine.
   *
   * @param path absolute, without detours
   */
  record Local(Path path) implements Location {
    /** Makes the path absolute. */
    public Local {
      path = path.toAbsolutePath().normalize();
    }

    @Override
    public String toString() {
      return "file:" + path;
    }
  }

  /**
   * All objects of a bucket whose key begins with a prefix.
   *
   * @param bucket 3 to 63 lower-case letters, digits, dots and hyphens
   * @param prefix without a slash at either end; empty for the whole bucket
   */
  record S3(String bucket, String prefix) implements Location {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /**
     * Cuts slashes off the prefix's ends.
     *
     * @throws IllegalArgumentException if no bucket can have this name
     */
    public S3 {
      if (!BUCKET.matcher(bucket).matches()) {
        throw new IllegalArgumentException(
            "'%s' is no bucket's name: expected 3 to 63 lower-case letters, digits, dots and hyphens, as in s3://my-bucket/my-data"
                .formatted(new Address(bucket)));
      }
      prefix = prefix.replaceAll("^/+|/+$", "");
    }

    @Override
    public String toString() {
      return new Address("s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix)).toString();
    }
  }

  /**
   * A file on the web, or a folder there that {@link Pusher} has written.
   *
   * @param address {@code https:} or {@code http:}, with a host; the path of a folder ends with a
   *     slash
   */
  record Web(Address address) implements Location {
    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it has no host or no file, or a password
     */
    public Web {
      URI uri = address.uri();
      if (uri.getHost() == null || uri.getRawPath() == null || uri.getRawPath().isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' names no file: expected an address such as https://host/data.zip"
                .formatted(address));
      }
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "an address with a user or password in it would end in logs and cards: expected one without, such as https://%s%s"
                .formatted(uri.getHost(), uri.getRawPath()));
      }
    }

    /** Returns whether it is a folder. */
    boolean isFolder() {
      return address.uri().getRawPath().endsWith("/");
    }

    /** Returns the address of a file of the folder, with the folder's parameters. */
    Address file(String name) {
      URI folder = address.uri();
      String query = folder.getRawQuery() == null ? "" : "?" + folder.getRawQuery();
      return Address.of(folder.resolve(WebClient.encoded(name) + query));
    }

    @Override
    public String toString() {
      return address.toString();
    }
  }

  /**
   * A record of <a href="https://zenodo.org">Zenodo</a>, or one of its files.
   *
   * @param record the record's number, which its DOI 10.5281/zenodo.RECORD ends with
   * @param file one of its files; empty for all
   */
  record Zenodo(long record, Optional<String> file) implements Location {
    /** Names a whole record. */
    public Zenodo(long record) {
      this(record, Optional.empty());
    }

    /** Returns the record's digital object identifier. */
    public String doi() {
      return "10.5281/zenodo." + record;
    }

    @Override
    public String toString() {
      return "zenodo:" + doi() + file.map(name -> "/" + name).orElse("");
    }
  }

  /** The record and file in {@code zenodo:} and in addresses of Zenodo's pages. */
  Pattern ZENODO =
      Pattern.compile(
          "(?:zenodo:(?:10\\.5281/zenodo\\.)?|https://zenodo\\.org/records?/|https://doi\\.org/10\\.5281/zenodo\\.)(\\d{1,18})(?:/(?:files/)?([^/?]+))?(?:\\?.*)?",
          Pattern.CASE_INSENSITIVE);

  /** A scheme; one letter is a drive of Windows. */
  Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  /**
   * Parses a location as typed.
   *
   * @param text a URI, or the path of a folder
   * @throws IllegalArgumentException if it is neither; the message states what was expected
   */
  static Location parse(String text) {
    Matcher zenodo = ZENODO.matcher(text);
    if (zenodo.matches()) {
      return new Zenodo(Long.parseLong(zenodo.group(1)), Optional.ofNullable(zenodo.group(2)));
    }
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.matches()) {
      return new Local(path(text, text));
    }
    return switch (scheme.group(1).toLowerCase(Locale.ROOT)) {
      case "file" -> new Local(path(text.substring("file:".length()), text));
      case "s3" -> s3(text);
      case "http", "https" -> new Web(new Address(text));
      case "zenodo" ->
          throw new IllegalArgumentException(
              "'%s' names no record: expected zenodo:10.5281/zenodo.RECORD, RECORD being a number"
                  .formatted(new Address(text)));
      default ->
          throw new IllegalArgumentException(
              "'%s' is no location: expected %s".formatted(new Address(text), EXPECTED));
    };
  }

  private static Location s3(String text) {
    if (!text.startsWith("s3://")) {
      throw new IllegalArgumentException(
          "'%s' names no bucket: expected s3://BUCKET/PREFIX".formatted(new Address(text)));
    }
    String[] parts = text.substring("s3://".length()).split("/", 2);
    return new S3(parts[0], parts.length == 2 ? parts[1] : "");
  }

  private static Path path(String path, String text) {
    // file:///a is the URI of /a, and so is file:/a; two slashes would name another machine.
    String plain = path.startsWith("///") ? path.substring(2) : path;
    if (plain.isEmpty() || plain.startsWith("//")) {
      throw new IllegalArgumentException(
          "'%s' names no folder of this machine: expected %s"
              .formatted(new Address(text), EXPECTED));
    }
    try {
      return Path.of(plain);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(
          "'%s' is no path: expected %s".formatted(new Address(text), EXPECTED));
    }
  }
}
