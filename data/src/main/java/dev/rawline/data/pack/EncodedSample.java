package dev.rawline.data.pack;

import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.set.SampleChecksum;
import java.io.IOException;

/**
 * A sample as it is written into a shard.
 *
 * @param pictureHeader what precedes the picture's numbers
 * @param picture the picture's numbers
 * @param maskHeader what precedes the mask's numbers; empty where there is none
 * @param mask the mask's numbers; empty where there is none
 * @param json all but the pixels
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one method to the next, never compared
record EncodedSample(
    byte[] pictureHeader, byte[] picture, byte[] maskHeader, byte[] mask, byte[] json) {

  /**
   * Stores a sample whose pixels have been read.
   *
   * @throws IOException if it cannot be stored; the message names the sample
   */
  static EncodedSample of(LoadedSample loaded) throws IOException {
    try {
      EncodedPixels numbers = EncodedPixels.of(loaded.frame());
      PackedArray picture = numbers.described(SampleChecksum.of(loaded.frame()));
      EncodedPixels maskNumbers = loaded.mask().map(EncodedPixels::of).orElse(null);
      PackedArray mask =
          maskNumbers == null
              ? null
              : maskNumbers.described(SampleChecksum.of(loaded.mask().orElseThrow()));
      return new EncodedSample(
          picture.header(),
          numbers.bytes(),
          mask == null ? new byte[0] : mask.header(),
          maskNumbers == null ? new byte[0] : maskNumbers.bytes(),
          PackedJson.checked(PackedSample.of(loaded, picture, mask)));
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "sample %s cannot be packed: %s".formatted(loaded.sample().id(), e.getMessage()), e);
    }
  }

  /** Returns the room that the sample takes in a shard [bytes]. */
  long size() {
    long files = mask.length > 0 ? 3 : 2;
    return files * TarHeader.BLOCK
        + TarHeader.padded((long) pictureHeader.length + picture.length)
        + TarHeader.padded((long) maskHeader.length + mask.length)
        + TarHeader.padded(json.length);
  }
}
