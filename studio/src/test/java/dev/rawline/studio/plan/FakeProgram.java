package dev.rawline.studio.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Small programs in the place of Rawline, which take a command, a plan and a folder. */
public final class FakeProgram {
  /**
   * Prints how far it is, as on a terminal, until it is interrupted; then it keeps what is done.
   */
  public static final String WORKS =
      """
      trap 'echo; echo "interrupted: saving the current steps …"; exit 130' INT
      echo "pid $$"
      echo "arguments: $*"
      for ((i = 1; ; i++)); do
        printf '\\r %2d %%│███   │ %d/100 steps, training' $((i % 100)) "$i"
        sleep 0.05 & wait $!
      done
      """;

  /** Ignores whatever asks it to stop. */
  public static final String IGNORES =
      """
      trap '' INT TERM
      echo "pid $$"
      while true; do sleep 0.05; done
      """;

  /** Prints far too much, in lines that are far too long. */
  public static final String FLOODS =
      """
      line=$(printf 'x%.0s' {1..4000})
      for ((i = 0; i < 3000; i++)); do echo "$i $line"; done
      printf 'y%.0s' {1..100000}
      """;

  /** Ends at once, with the exit code that the plan names: "exit: 4". */
  public static final String ENDS =
      """
      echo '[2/4] half: done'
      exit "$(sed -n 's/^exit: //p' "$2")"
      """;

  private FakeProgram() {}

  /** Writes a program. */
  public static Path write(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/bash\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }
}
