package dev.rawline.learning.weights;

import dev.rawline.learning.engine.ElementType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Creates the tensors of a pickle of PyTorch from the numbers stored next to it. */
final class TorchTensors implements Pickle.Maker {
  private static final Map<String, ElementType> STORAGES =
      Map.of(
          "torch.DoubleStorage", ElementType.FLOAT64,
          "torch.FloatStorage", ElementType.FLOAT32,
          "torch.HalfStorage", ElementType.FLOAT16,
          "torch.BFloat16Storage", ElementType.BFLOAT16,
          "torch.LongStorage", ElementType.INT64);

  /** A stretch of numbers. */
  private record Storage(ElementType type, ByteBuffer bytes) {
    long size() {
      return bytes.remaining() / type.bytes();
    }
  }

  private final ZipFile zip;
  private final String folder;
  private final Map<String, Storage> read = new HashMap<>();

  /** How many bytes may still be copied: a tensor that is no view of another's has its own. */
  private long copies;

  TorchTensors(ZipFile zip, String folder) {
    this.zip = zip;
    this.folder = folder;
    copies = zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
  }

  @Override
  public Object call(Pickle.Named function, List<?> arguments) throws RejectedPickleException {
    return switch (function.name()) {
      case "collections.OrderedDict" -> orderedDict(arguments);
      case "torch._utils._rebuild_tensor_v2" -> tensor(arguments);
      case "torch._utils._rebuild_parameter" -> parameter(arguments);
      default ->
          throw new RejectedPickleException(
              "would call '%s' in Python, which is not allowed: a state dict needs no code"
                  .formatted(function.name()));
    };
  }

  private static Object orderedDict(List<?> arguments) throws RejectedPickleException {
    if (!arguments.isEmpty()) {
      throw unlike("dictionary");
    }
    return new LinkedHashMap<>();
  }

  /** Arguments: tensor, requires_grad, hooks. */
  private static Object parameter(List<?> arguments) throws RejectedPickleException {
    if (arguments.size() == 3 && arguments.getFirst() instanceof StoredArray tensor) {
      return tensor;
    }
    throw unlike("parameter");
  }

  @Override
  public Object outside(Object identifier) throws RejectedPickleException {
    if (identifier instanceof List<?> parts
        && parts.size() == 5
        && parts.get(0).equals("storage")
        && parts.get(1) instanceof Pickle.Named kind
        && parts.get(2) instanceof String key) {
      ElementType type = STORAGES.get(kind.name());
      if (type == null) {
        throw new RejectedPickleException(
            "contains values of the type %s: expected one of %s"
                .formatted(kind.name(), STORAGES.keySet().stream().sorted().toList()));
      }
      Storage known = read.get(key);
      if (known == null) {
        known = new Storage(type, storage(key));
        read.put(key, known);
      }
      return known.type() == type ? known : new Storage(type, known.bytes());
    }
    throw unlike("storage");
  }

  private ByteBuffer storage(String key) throws RejectedPickleException {
    ZipEntry entry = zip.getEntry(folder + "data/" + key);
    if (entry == null) {
      throw new RejectedPickleException("lacks its part data/" + PrintableText.of(key));
    }
    try {
      return ByteBuffer.wrap(content(zip, entry, Integer.MAX_VALUE - 8))
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a part of the archive, which is stored as it is, so it cannot grow beyond the file. */
  static byte[] content(ZipFile zip, ZipEntry entry, int mostBytes)
      throws IOException, RejectedPickleException {
    if (entry.getMethod() != ZipEntry.STORED || entry.getSize() > mostBytes) {
      throw new RejectedPickleException(
          "has a part %s of %d bytes: expected at most %d, not compressed"
              .formatted(PrintableText.of(entry.getName()), entry.getSize(), mostBytes));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readNBytes((int) entry.getSize());
    }
  }

  /** Arguments: storage, offset, size, stride, requires_grad, hooks, metadata. */
  private StoredArray tensor(List<?> arguments) throws RejectedPickleException {
    if (arguments.size() >= 6
        && arguments.get(0) instanceof Storage storage
        && arguments.get(1) instanceof Long offset
        && (arguments.size() == 6 || isEmptyMap(arguments.get(6)))) {
      Optional<List<Long>> shape = wholes(arguments.get(2));
      Optional<List<Long>> strides = wholes(arguments.get(3));
      if (shape.isPresent() && strides.isPresent() && strides.get().size() == shape.get().size()) {
        return tensor(storage, offset, shape.get(), strides.get());
      }
    }
    throw unlike("tensor");
  }

  private static boolean isEmptyMap(Object value) {
    return value instanceof Map<?, ?> map && map.isEmpty();
  }

  private StoredArray tensor(Storage storage, long offset, List<Long> shape, List<Long> strides)
      throws RejectedPickleException {
    long size;
    long last = offset;
    try {
      size = shape.stream().reduce(1L, Math::multiplyExact);
      for (int i = 0; i < shape.size() && size > 0; i++) {
        last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides.get(i)));
      }
    } catch (ArithmeticException _) {
      throw new RejectedPickleException(
          "has a tensor of the shape %s, too large".formatted(written(shape)));
    }
    if (offset < 0 || size > storage.size() || (size > 0 && last >= storage.size())) {
      throw new RejectedPickleException(
          "has a tensor of the shape %s that reaches value %d of %d (or repeats values)"
              .formatted(written(shape), last, storage.size()));
    }
    int bytes = storage.type().bytes();
    if (size == 0 || isDense(shape, strides)) {
      return new StoredArray(
          storage.type(),
          shape,
          storage.bytes().slice((int) (size == 0 ? 0 : offset * bytes), (int) (size * bytes)));
    }
    copies -= size * bytes;
    if (copies < 0) {
      throw new RejectedPickleException("has more tensors than data for them");
    }
    return new StoredArray(storage.type(), shape, gathered(storage, offset, shape, strides));
  }

  private static String written(List<Long> shape) {
    return PrintableText.of(shape.toString());
  }

  /** Returns whether numbers are contiguous in C order. */
  private static boolean isDense(List<Long> shape, List<Long> strides) {
    long step = 1;
    for (int i = shape.size() - 1; i >= 0; i--) {
      if (shape.get(i) > 1 && strides.get(i) != step) {
        return false;
      }
      step *= shape.get(i);
    }
    return true;
  }

  private static ByteBuffer gathered(
      Storage storage, long offset, List<Long> shape, List<Long> strides) {
    int bytes = storage.type().bytes();
    int size = Math.toIntExact(shape.stream().reduce(1L, Math::multiplyExact));
    ByteBuffer gathered = ByteBuffer.allocate(size * bytes);
    long[] index = new long[shape.size()];
    long from = offset;
    for (int to = 0; to < size; to++) {
      gathered.put(to * bytes, storage.bytes(), (int) (from * bytes), bytes);
      for (int i = index.length - 1; i >= 0; i--) {
        from += strides.get(i);
        index[i]++;
        if (index[i] < shape.get(i)) {
          break;
        }
        from -= index[i] * strides.get(i);
        index[i] = 0;
      }
    }
    return gathered;
  }

  private static Optional<List<Long>> wholes(Object list) {
    List<Long> wholes = new ArrayList<>();
    if (list instanceof List<?> values) {
      for (Object value : values) {
        if (value instanceof Long whole && whole >= 0) {
          wholes.add(whole);
        }
      }
      return wholes.size() == values.size() ? Optional.of(wholes) : Optional.empty();
    }
    return Optional.empty();
  }

  private static RejectedPickleException unlike(String what) {
    return new RejectedPickleException("describes a %s in an unknown format".formatted(what));
  }
}
