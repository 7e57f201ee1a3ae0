package dev.rawline.learning.engine;

import java.nio.ByteBuffer;

/** What a number is; the codes are those of safetensors. */
public enum ElementType {
  /** IEEE 754 double precision. */
  FLOAT64("F64", Double.BYTES) {
    @Override
    public double read(ByteBuffer from) {
      return from.getDouble();
    }
  },

  /** IEEE 754 single precision. */
  FLOAT32("F32", Float.BYTES) {
    @Override
    public double read(ByteBuffer from) {
      return from.getFloat();
    }
  },

  /** IEEE 754 half precision. */
  FLOAT16("F16", Short.BYTES) {
    @Override
    public double read(ByteBuffer from) {
      return Float.float16ToFloat(from.getShort());
    }
  },

  /** The upper half of single precision. */
  BFLOAT16("BF16", Short.BYTES) {
    @Override
    public double read(ByteBuffer from) {
      return Float.intBitsToFloat(from.getShort() << 16);
    }
  },

  /** Whole numbers of 64 bits. */
  INT64("I64", Long.BYTES) {
    @Override
    public double read(ByteBuffer from) {
      return from.getLong();
    }
  };

  private final String code;
  private final int bytes;

  ElementType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
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
  public abstract double read(ByteBuffer from);
}
