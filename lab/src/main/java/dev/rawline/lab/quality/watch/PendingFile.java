package dev.rawline.lab.quality.watch;

import java.util.Optional;

/**
 * A file that is waited for.
 *
 * @param stamp how it was when it was looked at last
 * @param since since when it has been so [ns of the system's clock for durations]
 * @param doubt why it is no whole file as it is, if it was tried
 */
record PendingFile(FileFingerprint stamp, long since, Optional<Doubt> doubt) {

  /**
   * Why a file is no whole file.
   *
   * @param arrival the file
   * @param why the words of the refusal
   */
  record Doubt(IncomingFile arrival, String why) {}

  PendingFile doubted(IncomingFile arrival, String why) {
    return new PendingFile(stamp, since, Optional.of(new Doubt(arrival, why)));
  }
}
