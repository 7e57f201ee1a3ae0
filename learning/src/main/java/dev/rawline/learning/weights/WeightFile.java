package dev.rawline.learning.weights;

import dev.rawline.data.file.RejectedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** A file of weights in any of the supported formats. */
public final class WeightFile {
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** How PyTorch's files began before version 1.6: a pickle of a number of 80 bits. */
  private static final byte[] OLD_TORCH = HexFormat.of().parseHex("80028a0a6cfc9c46f9206aa85019");

  private static final byte[] PICKLE = {(byte) 0x80};

  private WeightFile() {}

  /**
   * Reads a safetensors file or a state dict of PyTorch, recognised by its content, not by the
   * name.
   *
   * @throws RejectedFileException if it is neither; the message gives the remedy
   * @throws IOException if it cannot be read
   */
  public static StateDict read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new RejectedFileException(
          file, Files.exists(file) ? "is not a file" : "the file does not exist", "check the path");
    }
    byte[] beginning = beginning(file);
    if (startsWith(beginning, ZIP)) {
      return TorchWeights.read(file);
    }
    if (startsWith(beginning, OLD_TORCH)) {
      throw TorchWeights.oldFormat(file);
    }
    if (startsWith(beginning, PICKLE) && beginning.length > 1 && beginning[1] <= 5) {
      throw new RejectedFileException(
          file,
          "is a plain Python pickle, which may contain any code",
          "write a state dict by torch.save, or a safetensors file");
    }
    return SafeTensors.read(file);
  }

  private static byte[] beginning(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(OLD_TORCH.length);
    }
  }

  private static boolean startsWith(byte[] bytes, byte[] expected) {
    return bytes.length >= expected.length
        && Arrays.equals(bytes, 0, expected.length, expected, 0, expected.length);
  }
}
