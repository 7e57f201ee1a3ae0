package dev.rawline.learning.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine could not compute something: out of memory, mismatched shapes. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What an error inside a model's own code begins with. */
  private static final String INTERPRETER = "TorchScript interpreter";

  /** The last line of such an error, which alone names the cause. */
  private static final Pattern FAILURE =
      Pattern.compile("(?ms)^[\\w.]*(?:Error|Exception): ((?!.*^[\\w.]*(?:Error|Exception): ).*)");

  /** Reports what could not be done, and the remedy. */
  public EngineException(String message) {
    super(message);
  }

  /** Reports the engine's long message in one sentence. */
  EngineException(String what, RuntimeException cause) {
    super(what + ": " + firstSentence(cause), cause);
  }

  /** The engine adds the place in its own code, which is of no use here. */
  private static String firstSentence(RuntimeException cause) {
    String message = String.valueOf(cause.getMessage());
    for (String trace : List.of("Exception raised from", "frame #0")) {
      int end = message.indexOf(trace);
      message = end < 0 ? message : message.substring(0, end);
    }
    Matcher failure = FAILURE.matcher(message);
    if (message.contains(INTERPRETER) && failure.find()) {
      message = failure.group(1); // what precedes it is the model's code, line by line
    }
    String sentence = message.strip().replaceAll("\\s*\\n\\s*", " ");
    return sentence.contains("allocate memory") || sentence.contains("out of memory")
        ? sentence + ": use a smaller batch or smaller images"
        : sentence;
  }
}
