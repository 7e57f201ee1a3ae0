package dev.rawline.data.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarHeaderTest {

  /** Published shards have checksums, so the bytes of a header are fixed. */
  @Test
  void headersKeepTheirBytes() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (long size : new long[] {0, 1, 511, 512, 513, 100_000, 123_456_789, (1L << 33) - 1}) {
      for (String name : List.of("__data_set__", "000000000.mask.npy", "x".repeat(100))) {
        digest.update(new TarHeader(name, size).bytes());
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest()))
        .isEqualTo("949a2750b1cee94341870fafb7579beafa67fb955dca8988854601783c718471");
  }
}
