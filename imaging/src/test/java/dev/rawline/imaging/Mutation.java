package dev.rawline.imaging;

import java.util.Arrays;
import java.util.Random;

/** What happens to files: a copy that broke off, a bad block of a disk, a wrong bit. */
public enum Mutation {
  CUT {
    @Override
    public byte[] of(byte[] file, Random random) {
      return Arrays.copyOf(file, random.nextInt(file.length));
    }
  },
  ZEROED_BLOCK {
    @Override
    public byte[] of(byte[] file, Random random) {
      byte[] other = file.clone();
      int from = random.nextInt(file.length);
      Arrays.fill(other, from, Math.min(file.length, from + 1 + random.nextInt(512)), (byte) 0);
      return other;
    }
  },
  FLIPPED_BYTES {
    @Override
    public byte[] of(byte[] file, Random random) {
      byte[] other = file.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        other[random.nextInt(file.length)] ^= (byte) (1 + random.nextInt(255));
      }
      return other;
    }
  },
  DUPLICATED_BLOCK {
    @Override
    public byte[] of(byte[] file, Random random) {
      int from = random.nextInt(file.length);
      int to = from + 1 + random.nextInt(Math.min(512, file.length - from));
      byte[] other = new byte[file.length + to - from];
      System.arraycopy(file, 0, other, 0, to);
      System.arraycopy(file, from, other, to, file.length - from);
      return other;
    }
  },
  REMOVED_BLOCK {
    @Override
    public byte[] of(byte[] file, Random random) {
      int from = random.nextInt(file.length);
      int to = from + 1 + random.nextInt(Math.min(512, file.length - from));
      byte[] other = new byte[file.length - (to - from)];
      System.arraycopy(file, 0, other, 0, from);
      System.arraycopy(file, to, other, from, file.length - to);
      return other;
    }
  },
  SWAPPED_BLOCKS {
    @Override
    public byte[] of(byte[] file, Random random) {
      byte[] other = file.clone();
      int length = 1 + random.nextInt(Math.max(1, file.length / 4));
      int first = random.nextInt(file.length - length + 1);
      int second = random.nextInt(file.length - length + 1);
      System.arraycopy(file, second, other, first, length);
      System.arraycopy(file, first, other, second, length);
      return other;
    }
  };

  /** Returns a mutated copy of a file of at least one byte. */
  public abstract byte[] of(byte[] file, Random random);
}
