package dev.rawline.data.store;

import dev.rawline.data.file.BoundedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number that shows whether bytes are those that they should be.
 *
 * @param algorithm how it is computed
 * @param hex its value, in lower-case hexadecimal digits
 */
public record Checksum(Algorithm algorithm, String hex) {
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]+");
  private static final int BUFFER_BYTES = 1 << 16;

  /** How a checksum is computed. */
  public enum Algorithm {
    /** RFC 1321, 32 digits: guards against accidents, not against forgery. */
    MD5("MD5", 32),
    /** FIPS 180-4, 64 digits. */
    SHA256("SHA-256", 64);

    private final String word;
    private final int digits;

    Algorithm(String word, int digits) {
      this.word = word;
      this.digits = digits;
    }

    /** Begins a sum. */
    public MessageDigest digest() {
      try {
        return MessageDigest.getInstance(word);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has " + word, e);
      }
    }
  }

  /**
   * Takes digits of either case.
   *
   * @throws IllegalArgumentException if it has another number of hexadecimal digits
   */
  public Checksum {
    hex = hex.toLowerCase(Locale.ROOT);
    if (hex.length() != algorithm.digits || !DIGITS.matcher(hex).matches()) {
      throw new IllegalArgumentException(
          "'%s' is no %s: expected %d hexadecimal digits"
              .formatted(hex, algorithm.word, algorithm.digits));
    }
  }

  /**
   * Computes the checksum of a file.
   *
   * @throws IOException if it cannot be read
   */
  public static Checksum of(Path file, Algorithm algorithm) throws IOException {
    MessageDigest digest = algorithm.digest();
    BoundedFile.requireOrdinary(file);
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return of(digest, algorithm);
  }

  /** Computes the checksum of bytes. */
  public static Checksum of(byte[] bytes, Algorithm algorithm) {
    MessageDigest digest = algorithm.digest();
    digest.update(bytes);
    return of(digest, algorithm);
  }

  private static Checksum of(MessageDigest digest, Algorithm algorithm) {
    return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  public String toString() {
    return algorithm.word + " " + hex;
  }
}
