package dev.rawline.studio.plan;

import java.time.Duration;

/**
 * How long a process may take to stop.
 *
 * @param interrupted after SIGINT, on which it keeps what is done
 * @param terminated after SIGTERM, before it is killed
 */
record StopGrace(Duration interrupted, Duration terminated) {
  /** While the server runs: a batch of a training, or a search, ends first. */
  static final StopGrace USUAL = new StopGrace(Duration.ofMinutes(2), Duration.ofSeconds(10));

  /** At the end of the server, which a person waits for. */
  static final StopGrace AT_END = new StopGrace(Duration.ofSeconds(20), Duration.ofSeconds(5));
}
