package dev.rawline.learning.weights;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A pickle's instructions → values, without running code.
 *
 * <p>A pickle is a program for a machine with a stack. Its instructions here are those that build
 * numbers, texts, lists and dictionaries; its calls of Python are passed to a {@link Maker}, which
 * supports a few names and rejects all others. Values are {@link Long}, {@link Double}, {@link
 * Boolean}, {@link String}, {@link #NONE}, {@link List} (tuples too), {@link Map}, {@link Named},
 * and the results of the maker.
 */
final class Pickle {
  /** Python's None. */
  static final Object NONE = new Object();

  /** A function or class that the pickle names; the name can be printed. */
  record Named(String name) {
    Named {
      name = PrintableText.of(name);
    }
  }

  /** Makes the values that a pickle would have Python make. */
  interface Maker {
    /** Returns what calling a name with arguments gives. */
    Object call(Named function, List<?> arguments) throws RejectedPickleException;

    /** Returns the value of an identifier of something outside the pickle. */
    Object outside(Object identifier) throws RejectedPickleException;
  }

  private static final Object MARK = new Object();
  private static final int NEWEST_PROTOCOL = 5;

  /**
   * An instruction of one byte can make a list, or remember a value, in a hundred; a state dict of
   * ten thousand tensors has some 400,000.
   */
  private static final int MOST_INSTRUCTIONS = 1 << 21;

  private final ByteBuffer program;
  private final Maker maker;
  private final Deque<Object> stack = new ArrayDeque<>();
  private final Map<Integer, Object> memo = new HashMap<>();

  private Pickle(ByteBuffer program, Maker maker) {
    this.program = program.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.maker = maker;
  }

  /**
   * Returns the value that a pickle describes.
   *
   * @throws RejectedPickleException if it needs anything unknown, or is damaged
   */
  static Object read(ByteBuffer program, Maker maker) throws RejectedPickleException {
    try {
      return new Pickle(program, maker).run();
    } catch (BufferUnderflowException e) {
      throw new RejectedPickleException("ends in the middle", e);
    }
  }

  private Object run() throws RejectedPickleException {
    for (int count = 0; count < MOST_INSTRUCTIONS; count++) {
      int code = program.get() & 0xff;
      if (code == '.') {
        return pop();
      }
      perform(code);
    }
    throw new RejectedPickleException(
        "has more than %d instructions, more than any state dict needs"
            .formatted(MOST_INSTRUCTIONS));
  }

  private void perform(int code) throws RejectedPickleException {
    switch (code) {
      case 0x80 -> requireProtocol(unsignedByte());
      case 0x95 -> program.getLong(); // a frame's length, which only helps to read ahead
      case '(' -> stack.push(MARK);
      case '0' -> pop();
      case '1' -> popToMark();
      case 'N' -> stack.push(NONE);
      case 0x88 -> stack.push(true);
      case 0x89 -> stack.push(false);
      case 'K' -> stack.push((long) unsignedByte());
      case 'M' -> stack.push((long) Short.toUnsignedInt(program.getShort()));
      case 'J' -> stack.push((long) program.getInt());
      case 0x8a -> stack.push(whole(unsignedByte()));
      case 'G' -> stack.push(bigEndianDouble());
      case 'X' -> stack.push(text(program.getInt()));
      case 0x8c, 'U' -> stack.push(text(unsignedByte()));
      case 'T' -> stack.push(text(program.getInt()));
      case ')', ']' -> stack.push(new ArrayList<>());
      case '}' -> stack.push(new LinkedHashMap<>());
      case 't', 'l' -> stack.push(popToMark());
      case 0x85 -> stack.push(popSome(1));
      case 0x86 -> stack.push(popSome(2));
      case 0x87 -> stack.push(popSome(3));
      case 'a' -> append(popSome(1));
      case 'e' -> append(popToMark());
      case 's' -> put(popSome(2));
      case 'u' -> put(popToMark());
      case 'd' -> {
        List<Object> entries = popToMark();
        stack.push(new LinkedHashMap<>());
        put(entries);
      }
      case 'q' -> memo.put(unsignedByte(), peek());
      case 'r' -> memo.put(program.getInt(), peek());
      case 0x94 -> memo.put(memo.size(), peek());
      case 'h' -> stack.push(remembered(unsignedByte()));
      case 'j' -> stack.push(remembered(program.getInt()));
      case 'c' -> stack.push(new Named(line() + "." + line()));
      case 0x93 -> stack.push(named(popSome(2)));
      case 'Q' -> stack.push(maker.outside(pop()));
      case 'R' -> call(popSome(2));
      case 'b' -> build();
      case 0x81 ->
          throw new RejectedPickleException(
              "contains a complete model or another object (instruction 0x81), not a state dict");
      default ->
          throw new RejectedPickleException(
              "contains the instruction 0x%02x, which no state dict needs".formatted(code));
    }
  }

  private static void requireProtocol(int protocol) throws RejectedPickleException {
    if (protocol > NEWEST_PROTOCOL) {
      throw new RejectedPickleException(
          "is a pickle of protocol %d: expected at most %d".formatted(protocol, NEWEST_PROTOCOL));
    }
  }

  private void call(List<Object> functionAndArguments) throws RejectedPickleException {
    if (functionAndArguments.getFirst() instanceof Named function
        && functionAndArguments.getLast() instanceof List<?> arguments) {
      stack.push(maker.call(function, arguments));
    } else {
      throw broken();
    }
  }

  /** State dicts have the versions of their modules as an attribute, which is ignored. */
  private void build() throws RejectedPickleException {
    pop();
    if (!(peek() instanceof Map)) {
      throw new RejectedPickleException("sets attributes of something that is not a dictionary");
    }
  }

  private static Named named(List<Object> moduleAndName) throws RejectedPickleException {
    if (moduleAndName.getFirst() instanceof String module
        && moduleAndName.getLast() instanceof String name) {
      return new Named(module + "." + name);
    }
    throw broken();
  }

  @SuppressWarnings("unchecked") // lists on the stack are made here, of any objects
  private void append(List<Object> values) throws RejectedPickleException {
    if (!(peek() instanceof List<?> list)) {
      throw broken();
    }
    ((List<Object>) list).addAll(values);
  }

  @SuppressWarnings("unchecked") // maps on the stack are made here or by the maker, of any objects
  private void put(List<Object> entries) throws RejectedPickleException {
    if (!(peek() instanceof Map<?, ?> map) || entries.size() % 2 != 0) {
      throw broken();
    }
    for (int i = 0; i < entries.size(); i += 2) {
      if (!(entries.get(i) instanceof String || entries.get(i) instanceof Long)) {
        throw new RejectedPickleException(
            "has a dictionary whose keys are neither strings nor numbers");
      }
      ((Map<Object, Object>) map).put(entries.get(i), entries.get(i + 1));
    }
  }

  private Object remembered(int place) throws RejectedPickleException {
    Object value = memo.get(place);
    if (value == null) {
      throw broken();
    }
    return value;
  }

  private Object pop() throws RejectedPickleException {
    Object value = peek();
    stack.pop();
    return value;
  }

  private Object peek() throws RejectedPickleException {
    if (stack.isEmpty() || stack.peek() == MARK) {
      throw broken();
    }
    return stack.peek();
  }

  private List<Object> popSome(int count) throws RejectedPickleException {
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.addFirst(pop());
    }
    return values;
  }

  private List<Object> popToMark() throws RejectedPickleException {
    List<Object> values = new ArrayList<>();
    while (!stack.isEmpty()) {
      Object value = stack.pop();
      if (value == MARK) {
        Collections.reverse(values);
        return values;
      }
      values.add(value);
    }
    throw broken();
  }

  private int unsignedByte() {
    return program.get() & 0xff;
  }

  private long whole(int bytes) throws RejectedPickleException {
    if (bytes > Long.BYTES) {
      throw new RejectedPickleException("contains an integer of more than 64 bits");
    }
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) unsignedByte() << (Byte.SIZE * i);
    }
    int unused = Long.SIZE - Byte.SIZE * bytes;
    return bytes == 0 ? 0 : value << unused >> unused;
  }

  private double bigEndianDouble() {
    return Double.longBitsToDouble(Long.reverseBytes(program.getLong()));
  }

  private String text(int bytes) throws RejectedPickleException {
    if (bytes < 0 || bytes > program.remaining()) {
      throw new RejectedPickleException("ends in the middle");
    }
    byte[] text = new byte[bytes];
    program.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    for (char letter = letter(); letter != '\n'; letter = letter()) {
      line.append(letter);
    }
    return line.toString();
  }

  private char letter() {
    return (char) unsignedByte();
  }

  private static RejectedPickleException broken() {
    return new RejectedPickleException("is broken: its instructions do not fit together");
  }
}
