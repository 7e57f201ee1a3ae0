package dev.rawline.data.set;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.store.Checksum;
import dev.rawline.imaging.frame.Electrons;
import dev.rawline.imaging.frame.Frame;
import dev.rawline.imaging.frame.Irradiance;
import dev.rawline.imaging.frame.LinearRgb;
import dev.rawline.imaging.frame.Mask;
import dev.rawline.imaging.frame.Radiance;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The sums (SHA-256, in hex) of a sample's content.
 *
 * <p>A picture's checksum covers its kind, its size, its recording, and its samples as float32, the
 * lower byte first; a mask's its size and its bytes.
 *
 * @param picture the picture's
 * @param mask the mask's; empty without a mask
 */
public record SampleChecksum(String picture, String mask) {
  private static final int CHUNK = 1 << 14;

  /**
   * Reads a sample and sums it.
   *
   * @throws IOException if its picture or mask cannot be read
   */
  public static SampleChecksum of(Sample sample) throws IOException {
    String picture = of(sample.picture().read());
    return new SampleChecksum(
        picture, sample.label().mask().isPresent() ? of(sample.label().mask().get().read()) : "");
  }

  /** Returns the sum of a picture that has been read. */
  public static String of(Frame frame) {
    MessageDigest digest = headed(frame);
    if (frame instanceof RawImage raw) {
      String recording =
          String.format(
              Locale.ROOT,
              " %s %d %s\n%s",
              raw.unit(),
              raw.calibration().containerBits(),
              raw.cfa(),
              SidecarFiles.FILE.text(RawDescription.of(raw)));
      digest.update(recording.getBytes(StandardCharsets.UTF_8));
    }
    return pixels(frame, digest);
  }

  /**
   * Returns the checksum of a picture's kind, size and samples only, independent of its recording:
   * two pictures with the same one are equal.
   */
  public static String ofPixels(Frame frame) {
    return pixels(frame, headed(frame));
  }

  private static MessageDigest headed(Frame frame) {
    MessageDigest digest = Checksum.Algorithm.SHA256.digest();
    String head = kind(frame) + " " + frame.width() + " " + frame.height();
    digest.update(head.getBytes(StandardCharsets.UTF_8));
    return digest;
  }

  /** Returns the word for a frame's kind, which is part of its sum: it must never change. */
  private static String kind(Frame frame) {
    return switch (frame) {
      case RawImage _ -> "RawImage";
      case Electrons _ -> "Electrons";
      case Radiance _ -> "Radiance";
      case Irradiance _ -> "Irradiance";
      case LinearRgb _ -> "LinearRgb";
      case View _ -> "View";
    };
  }

  private static String pixels(Frame frame, MessageDigest digest) {
    float[] samples = frame.samples();
    ByteBuffer bytes = ByteBuffer.allocate(CHUNK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < samples.length; i += CHUNK) {
      int count = Math.min(CHUNK, samples.length - i);
      bytes.clear().asFloatBuffer().put(samples, i, count);
      digest.update(bytes.limit(count * Float.BYTES));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns the sum of a mask that has been read. */
  public static String of(Mask mask) {
    MessageDigest digest = Checksum.Algorithm.SHA256.digest();
    digest.update(("Mask " + mask.width() + " " + mask.height()).getBytes(StandardCharsets.UTF_8));
    digest.update(mask.kinds());
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns all that identifies a sample in one line. */
  String line(Sample sample) {
    return String.join(
        "\t",
        sample.id(),
        sample.label().className().orElse(""),
        sample.group(),
        Double.toString(sample.intensity()),
        picture,
        mask);
  }

  /** Returns the sum of lines, whose order does not count. */
  static String ofLines(String[] lines) {
    String[] sorted = lines.clone();
    Arrays.sort(sorted);
    MessageDigest digest = Checksum.Algorithm.SHA256.digest();
    for (String line : sorted) {
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
