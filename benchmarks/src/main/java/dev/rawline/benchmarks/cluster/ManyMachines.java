package dev.rawline.benchmarks.cluster;

import dev.rawline.benchmarks.GrowthTable;
import dev.rawline.workbench.text.NumberText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What many images take on many machines: the time of each thing that work waits for, of which the
 * longest decides, because all are used at once.
 *
 * <p>Images lie in sets, each the data of one command. A command fetches its set from an object
 * store into a folder that all machines see, and writes its results there. Prices and rates are
 * examples.
 *
 * @param model what images take on one machine
 * @param images how many
 * @param pixels of each
 * @param set images of one command
 * @param shareSeconds how long a share is to take [s]
 * @param machinesOfCommand how many machines share one command
 * @param slots shares that a machine runs at once
 * @param network what a machine receives or sends [bytes/s]
 * @param files what the common file system moves in all [bytes/s]
 * @param requests what the object store answers in all [1/s]
 * @param machineHour the price of a machine for an hour [$]
 * @param millionRequests the price of a million requests [$]
 */
record ManyMachines(
    ClusterModel model,
    double images,
    double pixels,
    double set,
    double shareSeconds,
    double machinesOfCommand,
    double slots,
    double network,
    double files,
    double requests,
    double machineHour,
    double millionRequests) {
  private static final double RAW_BYTES = 2;
  private static final double HOUR = 3600;
  private static final int DIGITS = 3;

  /** What work waits for, and how long it takes of all of it [s]. */
  record Part(String name, double seconds) {}

  /**
   * 10⁸ images of 1024² on machines of 16 slots and 10 Gbit/s, a file system of 10 GB/s, and an
   * object store that answers as one prefix of Amazon's does.
   */
  static ManyMachines example(ClusterModel model) {
    return new ManyMachines(model, 1e8, 1 << 20, 1e4, 120, 10, 16, 1.25e9, 1e10, 5500, 0.8, 0.4);
  }

  ManyMachines withSet(double images) {
    return new ManyMachines(
        model,
        this.images,
        pixels,
        images,
        shareSeconds,
        machinesOfCommand,
        slots,
        network,
        files,
        requests,
        machineHour,
        millionRequests);
  }

  /** Returns the seconds of a slot that an image takes, its part of what its share begins with. */
  double slotSeconds() {
    double own = model.image() + pixels * model.pixel();
    double inShare = Math.max(1, Math.min(set, shareSeconds / own));
    return own + (model.share() + model.opened() * set) / inShare;
  }

  /** Returns what each thing takes on some machines, in the order of the light path of the work. */
  List<Part> parts(double machines) {
    double commands = Math.max(1, machines / machinesOfCommand);
    double read = images * RAW_BYTES * pixels;
    double written = images * (model.writtenImage() + pixels * model.writtenPixel());
    return List.of(
        new Part("requests to the object store", images / requests),
        new Part("network of the commands that fetch", read / (commands * network)),
        new Part("network of the machines", (read + written) / (machines * network)),
        new Part("common file system", (2 * read + written) / files),
        new Part("processors", images * slotSeconds() / (machines * slots)),
        new Part(
            "what a command does alone",
            images / set * (model.start() + model.listed() * set) / commands));
  }

  /** Returns what takes longest. */
  Part longest(double machines) {
    return parts(machines).stream().max(Comparator.comparingDouble(Part::seconds)).orElseThrow();
  }

  /** Returns hours of each part, what takes longest, and the price, for numbers of machines. */
  GrowthTable table(double... numbers) {
    List<String> heads = new ArrayList<>(List.of("machines"));
    parts(1).forEach(part -> heads.add(part.name + " [h]"));
    heads.addAll(List.of("longest", "price [$]"));
    List<List<String>> rows = new ArrayList<>();
    for (double machines : numbers) {
      List<String> row = new ArrayList<>(List.of(number(machines)));
      parts(machines).forEach(part -> row.add(number(part.seconds / HOUR)));
      Part longest = longest(machines);
      row.add(longest.name);
      row.add(
          number(machines * longest.seconds / HOUR * machineHour + images / 1e6 * millionRequests));
      rows.add(row);
    }
    return new GrowthTable("machines", heads, rows);
  }

  private static String number(double number) {
    return NumberText.signed(number, DIGITS);
  }
}
