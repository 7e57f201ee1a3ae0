package dev.rawline.data.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rawline.data.file.AtomicFile;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.yaml.ConfigurationException;
import dev.rawline.data.yaml.YamlDocument;
import dev.rawline.imaging.chain.Parameter;
import dev.rawline.imaging.chain.Theta;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** {@code theta.yaml} ↔ θ, exactly; docs/reference/formats.md describes the file. */
public final class ThetaFiles {
  /** A parameter of more numbers than this is written into a NumPy file. */
  private static final int MOST_NUMBERS = 1000;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ThetaFiles() {}

  /**
   * Reads the numbers of a chain of stages, and which of them are frozen.
   *
   * <p>The file names every parameter of the chain and nothing else; NumPy files that it names are
   * looked for in its own folder.
   *
   * @param chain θ of the chain, for example {@code Isp.parametrized(camera).theta()}
   * @throws ConfigurationException if the file does not hold θ of this chain; the message lists
   *     every mistake
   */
  public static Theta read(Path file, Theta chain) throws ConfigurationException {
    return ThetaKeys.read(file, chain);
  }

  /**
   * Writes θ; the numbers of a parameter that has more than 1000 are written beside the file, into
   * {@code <name>.<parameter>.npy}. No file is replaced before all of them are written.
   *
   * @throws IllegalArgumentException if a number is not finite or lies outside its bounds, so that
   *     the file would not be read, or if it would be larger than 1 MiB
   * @throws IOException if a file cannot be written; the message states why and what to do
   */
  public static void write(Theta theta, Path file) throws IOException {
    SequencedMap<Path, byte[]> contents = new LinkedHashMap<>();
    ObjectNode values = NODES.objectNode();
    for (Parameter parameter : theta.parameters()) {
      double[] numbers = theta.get(parameter.name());
      ThetaKeys.requireNumbers("θ", parameter, numbers);
      if (numbers.length > MOST_NUMBERS) {
        Path array = ArrayFile.beside(file, parameter.name());
        contents.put(array, NumpyArray.write(parameter.shape(), numbers));
        values.put(parameter.name(), array.getFileName().toString());
      } else {
        values.set(parameter.name(), ThetaKeys.tree(parameter, numbers));
      }
    }
    byte[] text =
        ThetaKeys.text(theta.parameters(), values, ThetaKeys.frozen(theta))
            .getBytes(StandardCharsets.UTF_8);
    if (text.length > YamlDocument.MOST_BYTES) {
      throw new IllegalArgumentException(
          "θ makes a file of %d bytes: expected at most %d; freeze whole rows or parameters"
              .formatted(text.length, YamlDocument.MOST_BYTES));
    }
    contents.put(file, text);
    AtomicFile.write(contents);
  }
}
