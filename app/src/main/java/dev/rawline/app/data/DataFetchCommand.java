package dev.rawline.app.data;

import dev.rawline.app.options.StoreOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.store.Cache;
import dev.rawline.data.store.Checksum;
import dev.rawline.data.store.DataSetSource;
import dev.rawline.data.store.PublishedDataSet;
import dev.rawline.lab.dataset.FetchData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rawline data fetch}: command-line interface of {@link FetchData}. */
@Command(name = "fetch", header = "Bring a data set to this machine.")
final class DataFetchCommand extends TerminalCommand {
  @Parameters(
      paramLabel = "DATASET",
      arity = "0..1",
      description = {
        "What is fetched:",
        "  raw-microscopy, raw-drone      the published data sets",
        "  zenodo:10.5281/zenodo.RECORD   a record of Zenodo; with /FILE, one of its files",
        "  https://HOST/FILE              an archive, or a folder (.../) that data push wrote",
        "  s3://BUCKET/PREFIX             of any store that speaks Amazon S3's protocol",
        "  PATH                           a folder or an archive: .zip, .tar, .tar.gz"
      })
  private String typed;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Copy it into this folder, made if it does not exist. Nothing there is deleted; other files"
              + " of the same names are refused (default: it stays in the cache).")
  private Path out;

  @Option(
      names = "--sha256",
      paramLabel = "SUM",
      description = "What the only file must sum up to, 64 hexadecimal digits.")
  private String sha256;

  @Mixin private StoreOptions store;

  @Override
  public ExitCode call() throws IOException {
    requireGiven(
        typed, "a data set: %s, a location, or a folder".formatted(PublishedDataSet.names()));
    FetchData command =
        new FetchData(
            new DataSetSource(Cache.standard(), store.access()),
            typed,
            Optional.ofNullable(sha256)
                .map(digits -> new Checksum(Checksum.Algorithm.SHA256, digits)),
            Optional.ofNullable(out));
    FetchData.Result result = withProgress(command::run);
    DataSetSource.Here here = result.data();
    String what =
        here.files() == 0
            ? "here already"
            : "%d fetched, %d cached already"
                .formatted(here.fetched(), here.files() - here.fetched());
    String copy =
        out == null ? "" : ", %d copied, %d kept".formatted(result.copied(), result.kept());
    out().printf("%s%s: %s%n", what, copy, result.folder());
    return ExitCode.DONE;
  }
}
