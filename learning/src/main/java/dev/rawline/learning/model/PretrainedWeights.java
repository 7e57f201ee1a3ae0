package dev.rawline.learning.model;

import dev.rawline.learning.weights.StateDict;
import dev.rawline.learning.weights.StoredArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;

/** Weights that were learned elsewhere → a network of the same architecture. */
public final class PretrainedWeights {
  private static final List<String> WRAPPERS = List.of("module.", "model.");
  private static final List<String> HEADS = List.of("fc.", "segmentation_head.");
  private static final String ENCODER = "encoder.";
  private static final String DECODER = "decoder.";
  private static final String STEM = "conv1.weight";
  private static final String COUNT = "num_batches_tracked";

  private final NetworkParameters parameters;

  /** The network's parameters. */
  private final SequencedMap<String, StoredArray> own;

  /** The parameters to load. */
  private final SequencedMap<String, StoredArray> arrays;

  private final List<String> notes = new ArrayList<>();
  private boolean encoderAlone;

  private PretrainedWeights(
      NetworkParameters parameters, SequencedMap<String, StoredArray> arrays) {
    this.parameters = parameters;
    own = parameters.toStateDict().arrays();
    this.arrays = arrays;
  }

  /**
   * Gives a network the weights of the same names.
   *
   * <p>Names may begin with {@code module.} or {@code model.}, all of them. A head that is missing
   * or has another number of outputs stays as drawn. A network with an encoder also takes the
   * weights of a ResNet alone; its decoder then stays as drawn. Stages of an encoder that the
   * network does not use are left out.
   *
   * @return notes for the user, a sentence each
   * @throws IllegalArgumentException if anything else is missing, unknown, or of another shape; the
   *     message names it, and nothing is changed
   */
  public static List<String> into(Network network, StateDict dict) {
    PretrainedWeights pretrained =
        new PretrainedWeights(network.parameters(), new LinkedHashMap<>(unwrapped(dict.arrays())));
    pretrained.takeResNetAsEncoder();
    pretrained.leaveOutUnusedStages();
    pretrained.keepHead();
    pretrained.keepCounts();
    pretrained.load();
    return List.copyOf(pretrained.notes);
  }

  private static SequencedMap<String, StoredArray> unwrapped(
      SequencedMap<String, StoredArray> arrays) {
    for (String wrapper : WRAPPERS) {
      if (!arrays.isEmpty()
          && arrays.keySet().stream().allMatch(name -> name.startsWith(wrapper))) {
        return unwrapped(new StateDict(arrays).below(wrapper).arrays());
      }
    }
    return arrays;
  }

  private void takeResNetAsEncoder() {
    boolean hasEncoder = own.keySet().stream().anyMatch(PretrainedWeights::isOfEncoder);
    if (!hasEncoder
        || !arrays.containsKey(STEM)
        || arrays.keySet().stream().anyMatch(PretrainedWeights::isOfEncoder)) {
      return;
    }
    LinkedHashMap<String, StoredArray> encoder = new LinkedHashMap<>();
    arrays.forEach(
        (name, array) -> {
          if (!name.startsWith("fc.")) {
            encoder.put(ENCODER + name, array);
          }
        });
    arrays.clear();
    arrays.putAll(encoder);
    encoderAlone = true;
    notes.add(
        "the weights are those of a ResNet: the encoder uses them, the decoder keeps its random initial weights");
  }

  private static boolean isOfEncoder(String name) {
    return name.startsWith(ENCODER);
  }

  private void leaveOutUnusedStages() {
    TreeSet<String> unused = new TreeSet<>();
    for (int stage = 1; stage < Encoder.STAGES; stage++) {
      String prefix = "%slayer%d.".formatted(ENCODER, stage);
      if (own.keySet().stream().anyMatch(PretrainedWeights::isOfEncoder)
          && own.keySet().stream().noneMatch(name -> name.startsWith(prefix))
          && arrays.keySet().removeIf(name -> name.startsWith(prefix))) {
        unused.add(prefix.substring(0, prefix.length() - 1));
      }
    }
    if (!unused.isEmpty()) {
      notes.add(
          "the network does not use %s of the file at this depth"
              .formatted(String.join(" and ", unused)));
    }
  }

  private void keepHead() {
    List<String> names =
        own.keySet().stream().filter(name -> HEADS.stream().anyMatch(name::startsWith)).toList();
    List<String> other =
        names.stream()
            .filter(
                name ->
                    !arrays.containsKey(name)
                        || outputs(arrays.get(name)) != outputs(own.get(name)))
            .toList();
    if (other.isEmpty()) {
      return;
    }
    if (!encoderAlone) {
      StoredArray head = arrays.get(names.getFirst());
      notes.add(
          "the head stays as drawn: the file's %s, and this network has %d"
              .formatted(
                  head == null ? "is missing" : "has %d outputs".formatted(outputs(head)),
                  outputs(own.get(names.getFirst()))));
    }
    names.forEach(name -> arrays.put(name, own.get(name)));
  }

  private static long outputs(StoredArray array) {
    return array.shape().isEmpty() ? -1 : array.shape().getFirst();
  }

  /** Early files of PyTorch do not count the batches of batch norms; nothing depends on them. */
  private void keepCounts() {
    own.keySet().stream()
        .filter(name -> name.endsWith(COUNT))
        .forEach(name -> arrays.putIfAbsent(name, StoredArray.of(new long[1])));
  }

  private void load() {
    if (encoderAlone) {
      own.forEach(
          (name, array) -> {
            if (name.startsWith(DECODER)) {
              arrays.put(name, array);
            }
          });
    }
    try {
      parameters.load(new StateDict(arrays));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          resNet()
                  .filter(_ -> !encoderAlone && !own.containsKey(STEM))
                  .map(word -> "these look like the weights of a %s: ".formatted(word))
                  .orElse("")
              + e.getMessage(),
          e);
    }
  }

  /**
   * Returns which ResNet arrays of these names are of, identified by the blocks of its third stage.
   */
  private Optional<String> resNet() {
    if (!arrays.containsKey(STEM)) {
      return Optional.empty();
    }
    boolean narrow = arrays.containsKey("layer1.0.conv3.weight");
    boolean deep = arrays.containsKey("layer3.5.conv1.weight");
    return Optional.of(narrow ? "resnet50" : deep ? "resnet34" : "resnet18");
  }
}
