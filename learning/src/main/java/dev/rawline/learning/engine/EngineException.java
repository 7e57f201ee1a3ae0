package dev.rawline.learning.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The engine could not do what it was asked to: out of memory, shapes that do not fit. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What an error inside a model's own code begins with. */
  private static final String INTERPRETER = "TorchScript interpreter";

  /** The last line of such an error, which alone says what is wrong. */
  private static final Pattern FAILURE =
      Pattern.compile("(?ms)^[\\w.]*(?:Error|Exception): ((?!.*^[\\w.]*(?:Error|Exception): ).*)");

  /** Says what could not be done, and what to do. */
  public EngineException(String message) {
    super(message);
  }

  /** Says in one sentence what the engine said in many. */
  EngineException(String what, RuntimeException cause) {
    super(what + ": " + firstSentence(cause), cause);
  }

  /** The engine adds where in its own code it stood, which helps nobody here. */
  private static String firstSentence(RuntimeException cause) {
    String said = String.valueOf(cause.getMessage());
    for (String trace : List.of("Exception raised from", "frame #0")) {
      int end = said.indexOf(trace);
      said = end < 0 ? said : said.substring(0, end);
    }
    Matcher failure = FAILURE.matcher(said);
    if (said.contains(INTERPRETER) && failure.find()) {
      said = failure.group(1); // what stands before it is the model's code, line by line
    }
    String sentence = said.strip().replaceAll("\\s*\\n\\s*", " ");
    return sentence.contains("allocate memory") || sentence.contains("out of memory")
        ? sentence + ": use a smaller batch or smaller pictures"
        : sentence;
  }
}
