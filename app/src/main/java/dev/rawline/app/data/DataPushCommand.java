package dev.rawline.app.data;

import dev.rawline.app.options.StoreOptions;
import dev.rawline.app.terminal.ExitCode;
import dev.rawline.app.terminal.TerminalCommand;
import dev.rawline.data.store.Location;
import dev.rawline.data.store.Pusher;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code rawline data push}: command-line interface of {@link Pusher}. */
@Command(name = "push", header = "Put a data set where others can fetch it.")
final class DataPushCommand extends TerminalCommand {
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

  @Mixin private StoreOptions store;

  @Override
  public ExitCode call() throws IOException {
    requireGiven(folder, "DIR, the data set's folder");
    requireGiven(to, "LOCATION, where it is put");
    Pusher pusher = new Pusher(folder, Location.parse(to), store.access());
    Pusher.Pushed pushed = withProgress(pusher::run);
    out().printf("%d sent, %d there already: %s%n", pushed.sent(), pushed.kept(), to);
    return ExitCode.DONE;
  }
}
