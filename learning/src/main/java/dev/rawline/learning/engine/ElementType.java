package dev.rawline.learning.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The type of a number; the codes are those of safetensors. */
public enum ElementType {
  /** IEEE 754 double precision. */
  FLOAT64("F64", Double.BYTES, ScalarType.Double),

  /** IEEE 754 single precision. */
  FLOAT32("F32", Float.BYTES, ScalarType.Float),

  /** IEEE 754 half precision. */
  FLOAT16("F16", Short.BYTES, ScalarType.Half),

  /** The upper half of single precision. */
  BFLOAT16("BF16", Short.BYTES, ScalarType.BFloat16),

  /** Whole numbers of 64 bits. */
  INT64("I64", Long.BYTES, ScalarType.Long);

  private final String code;
  private final int bytes;
  private final ScalarType scalar;

  ElementType(String code, int bytes, ScalarType scalar) {
    this.code = code;
    this.bytes = bytes;
    this.scalar = scalar;
  }

  /** Returns the type of numbers of the engine. */
  static ElementType of(ScalarType scalar) {
    return Arrays.stream(values())
        .filter(type -> type.scalar == scalar)
        .findFirst()
        .orElseThrow(() -> new EngineException("tensors of " + scalar + " are not known"));
  }

  ScalarType scalar() {
    return scalar;
  }

  /** Returns the type's name in a safetensors file. */
  public String code() {
    return code;
  }

  /** Returns how many bytes a number has. */
  public int bytes() {
    return bytes;
  }

  /** Reads the next number of a buffer, whose bytes are in the order of the buffer. */
  public double read(ByteBuffer from) {
    return switch (this) {
      case FLOAT64 -> from.getDouble();
      case FLOAT32 -> from.getFloat();
      case FLOAT16 -> Float.float16ToFloat(from.getShort());
      case BFLOAT16 -> Float.intBitsToFloat(from.getShort() << 16);
      case INT64 -> from.getLong();
    };
  }
}
