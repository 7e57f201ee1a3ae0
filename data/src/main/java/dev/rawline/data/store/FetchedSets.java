package dev.rawline.data.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What the locations of a command were fetched as, so that other processes that do a part of it
 * work on the same data: from the cache without a request where it is there, and never on data that
 * has changed since.
 */
public final class FetchedSets {
  /** The variable of the environment that gives them to another process. */
  public static final String VARIABLE = "RAWLINE_SETS";

  private static final ScopedValue<FetchedSets> CURRENT = ScopedValue.newInstance();
  private static final String UNPACKED = "+";

  private final Map<String, Fetched> sets = new ConcurrentHashMap<>();

  /**
   * A data set in the cache.
   *
   * @param set its key
   * @param unpacked whether archives in it are unpacked
   */
  record Fetched(String set, boolean unpacked) {}

  /**
   * Returns those of the process that began this one.
   *
   * @param words what {@link #words} returned there; null for none
   */
  public static FetchedSets of(String words) {
    FetchedSets sets = new FetchedSets();
    for (String word : words == null || words.isEmpty() ? new String[0] : words.split(" ", -1)) {
      String[] parts = word.split("=", 2);
      boolean unpacked = parts[1].endsWith(UNPACKED);
      sets.put(parts[0], new Fetched(parts[1].replace(UNPACKED, ""), unpacked));
    }
    return sets;
  }

  /** Returns them as words for {@link #VARIABLE}. */
  public String words() {
    return sets.entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + "="
                    + entry.getValue().set
                    + (entry.getValue().unpacked ? UNPACKED : ""))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Runs a command whose data sets these are. */
  public <R, X extends Throwable> R during(ScopedValue.CallableOp<R, X> command) throws X {
    return ScopedValue.where(CURRENT, this).call(command);
  }

  /** Returns those of the command that runs. */
  static FetchedSets current() {
    return CURRENT.orElse(new FetchedSets());
  }

  Optional<Fetched> find(String location) {
    return Optional.ofNullable(sets.get(location));
  }

  void put(String location, Fetched fetched) {
    sets.put(location, fetched);
  }
}
