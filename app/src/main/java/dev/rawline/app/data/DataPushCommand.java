package dev.rawline.app.data;

import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.HelpText;
import dev.rawline.app.terminal.TerminalProgress;
import dev.rawline.data.store.Location;
import dev.rawline.data.store.Pusher;
import dev.rawline.data.store.StoreAccess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rawline data push}: command-line interface of {@link Pusher}. */
@Command(
    name = "push",
    header = "Put a data set where others can fetch it.",
    sortOptions = false,
    synopsisHeading = "%nUsage: ",
    description = {
      "",
      "Files are sent several at once, each with its checksum, then SHA256SUMS, and the data card"
          + " last. What is there unchanged is left alone, so that a push that broke off is gone"
          + " on with by running it again. Nothing is deleted or replaced, here or there"
          + " (docs/how-to/storage.md has credentials and endpoints).",
      ""
    },
    footer = {
      "",
      HelpText.EXAMPLES,
      "  ./rawline data push examples/flats copies/flats",
      "",
      "Examples with the network:",
      "  rawline data push smears s3://my-bucket/smears",
      "  rawline data push smears s3://my-bucket/smears \\",
      "      --endpoint https://s3.eu-central-003.backblazeb2.com"
    })
final class DataPushCommand implements Callable<ExitCode> {
  @Spec private CommandSpec spec;

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
        "Where it is put:",
        "  s3://BUCKET/PREFIX   of any store that speaks Amazon S3's protocol",
        "  PATH                 another folder, made if it does not exist"
      })
  private String to;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "Address of the object store of s3: (default: AWS_ENDPOINT_URL, or Amazon's).")
  private URI endpoint;

  @Override
  public ExitCode call() throws IOException {
    if (folder == null || to == null) {
      throw new IllegalArgumentException(
          "it lacks "
              + (folder == null ? "DIR, the data set's folder" : "LOCATION, where it is put"));
    }
    Pusher.Pushed pushed;
    try (TerminalProgress progress = TerminalProgress.on(spec.commandLine().getErr())) {
      StoreAccess access =
          endpoint == null ? StoreAccess.STANDARD : StoreAccess.STANDARD.withEndpoint(endpoint);
      pushed = new Pusher(folder, Location.parse(to), access).run(progress);
    }
    spec.commandLine()
        .getOut()
        .printf("%d sent, %d there already: %s%n", pushed.sent(), pushed.kept(), to);
    return ExitCode.DONE;
  }
}
