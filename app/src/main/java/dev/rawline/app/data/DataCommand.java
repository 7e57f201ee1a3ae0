package dev.rawline.app.data;

import dev.rawline.app.options.ClusterCommand;
import dev.rawline.app.options.DataSetArgument;
import dev.rawline.app.options.DataSetReadOptions;
import dev.rawline.app.terminal.Checks;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.layout.DataSetOptions;
import dev.rawline.data.pack.DataSetPacker;
import dev.rawline.data.set.DataSet;
import dev.rawline.data.store.Cache;
import dev.rawline.data.store.Checksum;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.Location;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.data.store.Pusher;
import dev.rawline.data.store.StoreAccess;
import dev.rawline.data.web.Address;
import dev.rawline.imaging.numeric.Parallel;
import dev.rawline.lab.dataset.CheckData;
import dev.rawline.lab.dataset.DataSetProblem.Severity;
import dev.rawline.lab.dataset.FetchData;
import dev.rawline.lab.dataset.ListData;
import dev.rawline.lab.dataset.PackData;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data}: the words before what is done with a data set. */
@Command(
    name = "data",
    header = "List, fetch, check, tile, split and share data sets.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DataCommand.Listing.class,
      DataInfoCommand.class,
      DataCommand.Check.class,
      DataSplitCommand.class,
      DataTileCommand.class,
      DataStatsCommand.class,
      DataCommand.Pack.class,
      DataParquetCommand.class,
      DataCommand.Fetch.class,
      DataCommand.Push.class
    })
public final class DataCommand {

  /** {@code rawline data push}: command-line interface of {@link Pusher}. */
  @Command(name = "push", header = "Upload a data set so that others can fetch it.")
  static final class Push extends TerminalCommand {
    @Parameters(
        index = "0",
        paramLabel = "DIR",
        arity = "0..1",
        description = "The data set's folder.")
    private Path folder;

    @Parameters(
        index = "1",
        paramLabel = "LOCATION",
        arity = "0..1",
        description = {
          "Destination:",
          "  s3://BUCKET/PREFIX   any object store with Amazon's S3 protocol",
          "  PATH                 another folder, created if missing"
        })
    private String to;

    @Mixin private StoreOptions store;

    @Override
    public ExitCode call() throws IOException {
      requireGiven(folder, "DIR, the data set's folder");
      requireGiven(to, "LOCATION, where it is put");
      Pusher pusher = new Pusher(folder, Location.parse(to), store.access());
      Pusher.PushSummary pushed = withProgress(pusher::run);
      out()
          .printf("%d sent, %d there already: %s%n", pushed.sent(), pushed.kept(), new Address(to));
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return words("data", "fetch", to, given(StoreOptions.class));
    }
  }

  /** {@code rawline data pack}: command-line interface of {@link PackData}. */
  @Command(name = "pack", header = "Pack a data set into few large files for fast training.")
  static final class Pack extends ClusterCommand {
    private static final int MEBI_BITS = 20;
    private static final int MOST_SIZE = 1 << 20;
    private static final double MEGA = 1e6;

    @Option(
        names = {"-o", "--out"},
        required = true,
        paramLabel = "DIR",
        description = "Folder for the shards, created if missing.")
    private Path folder;

    @Option(
        names = "--shard-size",
        paramLabel = "SIZE",
        description = "Maximum size of a shard [MiB] (default: 256).")
    private long size = DataSetPacker.SHARD_BYTES >> MEBI_BITS;

    @Mixin private DataSetArgument data;

    @Override
    public ExitCode call() throws IOException {
      if (size < 1 || size > MOST_SIZE) {
        throw new IllegalArgumentException(
            "--shard-size is %d: expected 1 to %d (MiB)".formatted(size, MOST_SIZE));
      }
      DataSetOptions reading = data.reading();
      Path source = data.folder(spec());
      DataSetPacker.PackSummary packed =
          withProgress(
              progress ->
                  new PackData(source, reading, folder, size << MEBI_BITS, Parallel.CORES)
                      .run(progress));
      out()
          .printf(
              Locale.ROOT,
              "%d packed, %d kept: %s (%d shard%s, %.1f MB, hash %s)%n",
              packed.packed(),
              packed.kept(),
              folder,
              packed.shards(),
              packed.shards() == 1 ? "" : "s",
              packed.bytes() / MEGA,
              packed.hash().substring(0, 12));
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return words("data", "info", folder);
    }
  }

  /** {@code rawline data fetch}: command-line interface of {@link FetchData}. */
  @Command(name = "fetch", header = "Download a data set to this machine.")
  static final class Fetch extends TerminalCommand {
    @Parameters(
        paramLabel = "DATASET",
        arity = "0..1",
        description = {
          "The data set:",
          "  raw-microscopy, raw-drone      the published data sets",
          "  zenodo:10.5281/zenodo.RECORD   a Zenodo record; with /FILE, one of its files",
          "  https://HOST/FILE              an archive, or a folder (.../) that data push wrote",
          "  s3://BUCKET/PREFIX             any object store with Amazon's S3 protocol",
          "  PATH                           a folder or an archive: .zip, .tar, .tar.gz"
        })
    private String typed;

    @Option(
        names = {"-o", "--out"},
        paramLabel = "DIR",
        description =
            "Copy it into this folder, created if missing. Nothing there is deleted; existing files"
                + " that differ are not replaced (default: keep it in the cache only).")
    private Path out;

    @Option(
        names = "--sha256",
        paramLabel = "SUM",
        description = "Expected SHA-256 of a single file, 64 hexadecimal digits.")
    private String sha256;

    private Path fetched;

    private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s*((?i)[MGT]B|B?)");

    @Option(
        names = "--max-size",
        paramLabel = "SIZE",
        description =
            "The most that an archive may expand to, in bytes or with MB, GB or TB (default: ten"
                + " times the archive, and at least 10 GB).")
    private String maxSize;

    @Mixin private StoreOptions store;

    @Override
    public ExitCode call() throws IOException {
      requireGiven(
          typed, "a data set: %s, a location, or a folder".formatted(PublishedDataSet.names()));
      FetchData command =
          new FetchData(
              new DataSetSource(Cache.standard(), store.access(), bytes(maxSize)),
              typed,
              Optional.ofNullable(sha256)
                  .map(digits -> new Checksum(Checksum.Algorithm.SHA256, digits)),
              Optional.ofNullable(out));
      FetchData.Result result = withProgress(command::run);
      fetched = result.folder();
      DataSetSource.LocalDataSet here = result.data();
      String what =
          here.files() == 0
              ? "already on this machine"
              : "%d fetched, %d cached already"
                  .formatted(here.fetched(), here.files() - here.fetched());
      String copy =
          out == null ? "" : ", %d copied, %d kept".formatted(result.copied(), result.kept());
      out().printf("%s%s: %s%n", what, copy, result.folder());
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return words("data", "ls", fetched);
    }

    private static OptionalLong bytes(String size) {
      if (size == null) {
        return OptionalLong.empty();
      }
      Matcher parts = SIZE.matcher(size.strip());
      if (!parts.matches()) {
        throw new IllegalArgumentException(
            "--max-size is '%s': expected a whole number of bytes, or one with MB, GB or TB, such as 100GB"
                .formatted(size));
      }
      double unit =
          switch (parts.group(2).toUpperCase(Locale.ROOT)) {
            case "MB" -> 1e6;
            case "GB" -> 1e9;
            case "TB" -> 1e12;
            default -> 1;
          };
      return OptionalLong.of((long) (Long.parseLong(parts.group(1)) * unit));
    }
  }

  /** {@code rawline data check}: command-line interface of {@link CheckData}. */
  @Checks
  @Command(name = "check", header = "Check a data set for errors, and list each on one line.")
  static final class Check extends TerminalCommand {
    /** From so many samples on, splitting is likely the next step. */
    private static final int ENOUGH = 10;

    @Option(
        names = "--split",
        paramLabel = "FILE",
        description =
            "The split to check, as written by data split (default: the split defined by the data"
                + " set itself).")
    private Path split;

    private Path folder;
    private boolean splittable;

    @Mixin private DataSetArgument data;

    @Override
    public ExitCode call() throws IOException {
      DataSetOptions reading = data.reading();
      folder = data.folder(spec());
      CheckData.Result result =
          withProgress(
              progress -> new CheckData(folder, reading, Optional.ofNullable(split)).run(progress));
      PrintWriter out = out();
      result.findings().forEach(finding -> out.println(finding.line()));
      int errors = result.count(Severity.ERROR);
      int warnings = result.count(Severity.WARNING);
      splittable = errors == 0 && split == null && result.samples() >= ENOUGH;
      out.printf(
          "%s checked%s: %s, %s%n",
          count(result.samples(), "sample"),
          switch (result.splits()) {
            case 0 -> "";
            case 1 -> " and a split";
            default -> " and %d splits".formatted(result.splits());
          },
          count(errors, "error"),
          count(warnings, "warning"));
      return errors > 0
          ? ExitCode.CHECK_FAILED
          : warnings > 0 ? ExitCode.CHECK_WARNS : ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return splittable
          ? words(
              "data",
              "split",
              data.typed(),
              given(DataSetReadOptions.class),
              "--out",
              beside(folder, "split.json"))
          : List.of();
    }

    private static String count(int count, String noun) {
      return (count == 0 ? "no" : String.valueOf(count)) + " " + noun + (count == 1 ? "" : "s");
    }
  }

  /** How object stores are reached. */
  static final class StoreOptions {
    @Option(
        names = "--endpoint",
        paramLabel = "URL",
        description =
            "Endpoint of the object store for s3: (default: AWS_ENDPOINT_URL, or Amazon's).")
    private Address endpoint;

    /** Returns it as the option and the environment state. */
    StoreAccess access() {
      return endpoint == null ? StoreAccess.STANDARD : StoreAccess.STANDARD.withEndpoint(endpoint);
    }
  }

  /**
   * {@code rawline data ls}: command-line interface of {@link ListData}, and the names that are
   * known.
   */
  @Command(name = "ls", header = "List the known data sets and those in folders.")
  static final class Listing extends TerminalCommand {
    private static final int NAME = 16;
    private static final int LAYOUT = 16;

    @Parameters(
        arity = "0..*",
        paramLabel = "FOLDER",
        description = "Data sets, or folders that contain data sets.")
    private List<Path> folders = List.of();

    private List<String> suggested = List.of();

    @Override
    public ExitCode call() throws IOException {
      PrintWriter out = out();
      if (folders.isEmpty()) {
        known(out);
        suggested = List.of("fetch", PublishedDataSet.ALL.getFirst().name());
      }
      for (Path folder : folders) {
        List<ListData.FolderEntry> found = new ListData(folder).run();
        if (found.isEmpty()) {
          out.printf(
              "%s contains no data set of a known layout (docs/reference/datasets.md)%n", folder);
        }
        int width =
            found.stream()
                .mapToInt(each -> Math.max(1, each.folder().toString().length()))
                .max()
                .orElse(1);
        found.forEach(each -> print(out, each, width));
        suggested =
            found.stream()
                .filter(each -> each.opened().isPresent())
                .findFirst()
                .map(each -> List.of("info", each.folder().toString()))
                .orElse(suggested);
      }
      return ExitCode.DONE;
    }

    @Override
    protected List<String> next() {
      return suggested.isEmpty() ? List.of() : words("data", suggested);
    }

    private static void known(PrintWriter out) throws IOException {
      DataSetSource source = DataSetSource.standard();
      for (PublishedDataSet known : PublishedDataSet.ALL) {
        out.printf("%-" + NAME + "s %s%n", known.name(), known.what());
        out.printf("%-" + NAME + "s %s, %s%n", "", known.location(), known.licence());
        out.printf(
            "%-" + NAME + "s %s%n",
            "",
            source
                .cached(known)
                .map(folder -> "is here: " + folder)
                .orElse("not downloaded yet: rawline data fetch " + known.name()));
      }
    }

    private static void print(PrintWriter out, ListData.FolderEntry listed, int width) {
      out.printf("%-" + width + "s  ", listed.folder());
      if (listed.opened().isEmpty()) {
        out.printf("cannot be opened: %s%n", listed.refusal());
        return;
      }
      DataSet set = listed.opened().get().set();
      int classes = set.classes().size();
      boolean masks = set.samples().stream().anyMatch(sample -> sample.label().mask().isPresent());
      out.printf(
          "%-" + LAYOUT + "s%s%s%s%n",
          listed.opened().get().layout().word(),
          set.samples().size() == 1 ? "1 sample" : set.samples().size() + " samples",
          classes == 0 ? "" : classes == 1 ? ", 1 class" : ", " + classes + " classes",
          masks ? ", masks" : "");
    }
  }
}
