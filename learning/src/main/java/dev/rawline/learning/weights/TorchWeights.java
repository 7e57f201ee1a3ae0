package dev.rawline.learning.weights;

import dev.rawline.data.file.RejectedFileException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * PyTorch's file of a state dict ({@code .pt}, {@code .pth}) → arrays, without running any code.
 *
 * <p>Such a file is a zip archive: a pickle describes the arrays as parts of storages of numbers,
 * which are stored next to it. A pickle may refer to any function of Python, and PyTorch itself may
 * call it; here the names that state dicts need are supported ({@code OrderedDict}, tensors,
 * parameters and their storages), every other is rejected, and none is called.
 */
public final class TorchWeights {
  private static final String PROGRAM = "data.pkl";
  private static final int MOST_PROGRAM_BYTES = 1 << 26;

  /** The keys of the state dict in checkpoints of training scripts, the most common first. */
  private static final List<String> KEYS =
      List.of("state_dict", "model_state_dict", "model", "net", "network");

  private TorchWeights() {}

  /**
   * Reads the state dict in a file, or, in a checkpoint, the one under a common key ({@code
   * state_dict}, {@code model_state_dict}, {@code model}).
   *
   * @throws RejectedFileException if the file has other content; the message states it, and how to
   *     convert it
   * @throws IOException if it cannot be read
   */
  public static StateDict read(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      String folder = folder(zip, file);
      requireSums(zip, file);
      TorchTensors tensors = new TorchTensors(zip, folder);
      ByteBuffer program = program(zip, folder, file);
      Object root = Pickle.read(program, tensors);
      return new StateDict(arrays(root));
    } catch (RejectedPickleException e) {
      throw new RejectedFileException(file, e.getMessage(), conversion(file));
    } catch (ZipException e) {
      throw new RejectedFileException(
          file, "is not a complete zip archive: " + e.getMessage(), "copy or download it again");
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Requires the parts of an archive of PyTorch to match their checksums, which PyTorch itself does
   * not check.
   *
   * @throws RejectedFileException if one does not
   * @throws IOException if it cannot be read
   */
  public static void requireSums(ZipFile zip, Path file) throws IOException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entry.getMethod() == ZipEntry.STORED) {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
          in.transferTo(OutputStream.nullOutputStream());
        } catch (EOFException _) {
          throw new RejectedFileException(
              file,
              "is damaged: its part %s ends early".formatted(PrintableText.of(entry.getName())),
              "copy or download it again");
        }
        if (sum.getValue() != entry.getCrc()) {
          throw new RejectedFileException(
              file,
              "is damaged: the CRC-32 of its part %s is %08x, expected %08x"
                  .formatted(PrintableText.of(entry.getName()), sum.getValue(), entry.getCrc()),
              "copy or download it again");
        }
      }
    }
  }

  /** Returns the prefix of the names of the parts, usually a folder's name. */
  private static String folder(ZipFile zip, Path file) throws IOException {
    List<String> names = zip.stream().map(ZipEntry::getName).toList();
    Optional<String> program =
        names.stream()
            .filter(name -> name.equals(PROGRAM) || name.endsWith("/" + PROGRAM))
            .findFirst();
    if (program.isEmpty()) {
      throw new RejectedFileException(
          file, "is a zip archive without weights of PyTorch", "choose another file");
    }
    String folder = program.get().substring(0, program.get().length() - PROGRAM.length());
    if (names.contains(folder + "constants.pkl")) {
      throw new RejectedFileException(
          file,
          "is a TorchScript model, code and weights together",
          "use it as a task model, or convert it where PyTorch is:\n"
              + """
              import torch
              model = torch.jit.load("%s", map_location="cpu")
              torch.save(model.state_dict(), "%s")\
              """
                  .formatted(file.getFileName(), converted(file)));
    }
    return folder;
  }

  private static ByteBuffer program(ZipFile zip, String folder, Path file)
      throws IOException, RejectedPickleException {
    ZipEntry order = zip.getEntry(folder + "byteorder");
    if (order != null) {
      byte[] word = TorchTensors.content(zip, order, 16);
      if (!new String(word, StandardCharsets.US_ASCII).equals("little")) {
        throw new RejectedFileException(
            file, "contains values in big-endian order", "write it on a little-endian machine");
      }
    }
    return ByteBuffer.wrap(
        TorchTensors.content(zip, zip.getEntry(folder + PROGRAM), MOST_PROGRAM_BYTES));
  }

  private static SequencedMap<String, StoredArray> arrays(Object root)
      throws RejectedPickleException {
    if (!(root instanceof Map<?, ?> dict)) {
      throw new RejectedPickleException("contains no state dict: expected arrays by names");
    }
    for (String key : KEYS) {
      if (dict.get(key) instanceof Map<?, ?> within) {
        return arrays(within, "contains under '%s' objects other than arrays: ".formatted(key));
      }
    }
    return arrays(dict, "contains objects other than arrays: ");
  }

  private static SequencedMap<String, StoredArray> arrays(Map<?, ?> dict, String otherThings)
      throws RejectedPickleException {
    LinkedHashMap<String, StoredArray> arrays = new LinkedHashMap<>();
    List<String> others = new ArrayList<>();
    dict.forEach(
        (name, value) -> {
          if (name instanceof String text
              && PrintableText.is(text)
              && value instanceof StoredArray array) {
            arrays.put(text, array);
          } else {
            others.add(PrintableText.of(String.valueOf(name)));
          }
        });
    if (!others.isEmpty()) {
      throw new RejectedPickleException(otherThings + PrintableText.of(String.join(", ", others)));
    }
    return arrays;
  }

  private static String conversion(Path file) {
    return """
    if you trust its author, convert it where PyTorch is installed (this runs code from the file):
    import torch
    model = torch.load("%s", map_location="cpu", weights_only=False)
    torch.save(model.state_dict() if hasattr(model, "state_dict") else model, "%s")\
    """
        .formatted(file.getFileName(), converted(file));
  }

  /** Rejects a file that PyTorch wrote before version 1.6. */
  static RejectedFileException oldFormat(Path file) {
    return new RejectedFileException(
        file, "is of PyTorch's format before version 1.6", conversion(file));
  }

  private static String converted(Path file) {
    return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "") + "-weights.pth";
  }
}
