package dev.rawline.workbench.book;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The origin of a result: all that is needed to reproduce it.
 *
 * @param plan the checksum of the plan as it was run (SHA-256, in hex)
 * @param commit the commit of the code, with "-changed" appended if files differed from it;
 *     "unknown" if it was not built from a repository
 * @param data the checksum of the data set (SHA-256, in hex); empty if there is none
 * @param seeds the random seeds
 * @param machine the description of the machine
 * @param versions the versions of the software, by name: rawline, java, engine
 */
public record RunOrigin(
    String plan,
    String commit,
    String data,
    List<Long> seeds,
    String machine,
    SequencedMap<String, String> versions) {
  /** Copies the lists. */
  public RunOrigin {
    seeds = List.copyOf(seeds);
    versions = new LinkedHashMap<>(versions);
  }
}
