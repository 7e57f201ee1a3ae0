package dev.rawline.studio.plan;

import dev.rawline.workbench.text.VisibleText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process prints, in bounded memory: its last lines, and the line of a terminal that it
 * rewrites again and again, which holds how far it has come.
 */
final class RunOutput {
  /** The most lines that are kept. */
  static final int MOST_LINES = 1000;

  /** The most characters of a line that are kept. */
  static final int LONGEST = 500;

  private static final int MOST_CHARACTERS = 1 << 17;
  private static final double PERCENT = 100;

  /** The first line of Java, which warns that the Vector API incubates. */
  private static final String INCUBATOR = "WARNING: Using incubator modules";

  /** As the terminal's bar begins: {@code " 37 %│███"}. */
  private static final Pattern BAR = Pattern.compile("^ {0,2}(\\d{1,3}) %[│ ]");

  /** As the lines of a log begin: {@code "[3/12] training 2: …"}. */
  private static final Pattern PART = Pattern.compile("^\\[(\\d{1,9})/(\\d{1,9})\\]");

  private final Deque<String> lines = new ArrayDeque<>();
  private final StringBuilder line = new StringBuilder();
  private long begun;
  private int characters;
  private boolean rewritten;

  /** What stood before a carriage return, as long as nothing follows it. */
  private String returned = "";

  private String status = "";
  private OptionalDouble share = OptionalDouble.empty();

  /**
   * Lines of the output.
   *
   * @param first the number of the first of them, from 0
   * @param lines the lines
   */
  record Lines(long first, List<String> lines) {
    /** Copies the list. */
    Lines {
      lines = List.copyOf(lines);
    }

    /** Returns the number of the line that follows them. */
    long next() {
      return first + lines.size();
    }
  }

  /** Takes some characters. */
  synchronized void take(char[] text, int count) {
    for (int i = 0; i < count; i++) {
      switch (text[i]) {
        case '\n' -> {
          if (line.isEmpty()) {
            line.append(returned); // \r\n ends a line, too
          }
          end();
        }
        case '\r' -> {
          returned = line.toString();
          line.setLength(0);
          rewritten = true;
        }
        default -> {
          returned = "";
          if (line.length() < LONGEST) {
            line.append(text[i]);
          }
        }
      }
    }
    if (rewritten) {
      status = shown(line.isEmpty() ? returned : line);
      Matcher bar = BAR.matcher(status);
      if (bar.find()) {
        share = OptionalDouble.of(Math.min(1, Integer.parseInt(bar.group(1)) / PERCENT));
      }
    }
  }

  /** Takes the end of a line, or of the output. */
  synchronized void end() {
    String text = shown(line);
    line.setLength(0);
    returned = "";
    rewritten = false;
    status = "";
    boolean ofJava = begun == 0 && lines.isEmpty() && text.startsWith(INCUBATOR);
    if (!text.isBlank() && !ofJava) {
      add(text);
    }
  }

  /** Takes a line. */
  synchronized void add(String text) {
    lines.addLast(text);
    characters += text.length();
    while (lines.size() > MOST_LINES || characters > MOST_CHARACTERS) {
      characters -= lines.removeFirst().length();
      begun++;
    }
    Matcher part = PART.matcher(text);
    if (part.find()) {
      double all = Double.parseDouble(part.group(2));
      share = OptionalDouble.of(all > 0 ? Math.min(1, Double.parseDouble(part.group(1)) / all) : 1);
    }
  }

  private static String shown(CharSequence text) {
    return VisibleText.of(text.toString().stripTrailing());
  }

  /**
   * Returns lines.
   *
   * @param from the number of the first one that is wanted; those that are no longer kept are left
   *     out
   */
  synchronized Lines lines(long from) {
    long first = Math.clamp(from, begun, begun + lines.size());
    return new Lines(first, new ArrayList<>(lines).subList((int) (first - begun), lines.size()));
  }

  /** Returns the line that is rewritten again and again; empty where there is none. */
  synchronized String status() {
    return status;
  }

  /** Returns how much is done, 0 to 1, where the process has printed that. */
  synchronized OptionalDouble share() {
    return share;
  }
}
