package dev.rawline.learning.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.Seeds;
import dev.rawline.learning.PythonPeer;
import dev.rawline.learning.engine.ElementType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchWeightsTest {
  private static final String SAVE_FILES =
      """
      import torch
      layer = torch.nn.BatchNorm2d(2)
      dict = layer.state_dict()
      dict["turned"] = torch.arange(6.).reshape(2, 3).t()
      dict["part"] = torch.arange(10.)[3:9:2]
      dict["parameter"] = torch.nn.Parameter(torch.tensor([[0.5]]))
      dict["half"] = torch.tensor([1.5]).half()
      dict["brain"] = torch.tensor([-2.]).bfloat16()
      dict["double"] = torch.tensor(3.25, dtype=torch.float64)
      dict["whole"] = torch.tensor([-7, 2**40])
      dict["none"] = torch.zeros(0, 3)
      torch.save(dict, "plain.pth")
      other = {"epoch": 300, "rate": 1e-3, "best": None, "done": True, "betas": (0.9, 0.99)}
      torch.save({"state_dict": dict, "optimizer": {"state": {0: {"step": torch.tensor(1.)}}}} | other, "training.pt")
      torch.save(dict, "old.pth", _use_new_zipfile_serialization=False)
      torch.save(layer, "whole.pth")
      torch.save({"weights": dict, "epoch": 3}, "unusual.pth")
      torch.save({"w": torch.zeros(2, dtype=torch.int8)}, "bytes.pth")
      torch.save({"w": torch.zeros(1).expand(4)}, "repeated.pth")
      torch.jit.script(torch.nn.Linear(2, 2)).save("script.pt")
      """;

  @TempDir private Path folder;

  /** The numbers are those that the script of Python writes. */
  @Test
  void filesOfPyTorchAreReadOrRejected() throws Exception {
    PythonPeer.require("torch");
    PythonPeer.lines(folder, SAVE_FILES);
    for (String name : List.of("plain.pth", "training.pt")) {
      requireSavedArrays(WeightFile.read(folder.resolve(name)));
    }
    requireRejected(
        "old.pth",
        "is of PyTorch's format before version 1.6; if you trust its author, convert it where");
    requireRejected("old.pth", "torch.save(model.state_dict()");
    requireRejected("old.pth", "\"old-weights.pth\")");
    requireRejected(
        "whole.pth",
        "contains a complete model or another object (instruction 0x81), not a state dict");
    requireRejected("unusual.pth", "contains objects other than arrays: weights, epoch");
    requireRejected("bytes.pth", "contains values of the type torch.CharStorage");
    requireRejected("repeated.pth", "(or repeats values)");
    requireRejected("script.pt", "is a TorchScript model, code and weights together; use it as a");
  }

  private static void requireSavedArrays(StateDict dict) {
    assertThat(dict.arrays().keySet())
        .startsWith("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
    StoredArray turned = dict.arrays().get("turned");
    assertThat(turned.shape()).containsExactly(3L, 2L);
    assertThat(turned.toFloats()).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(dict.arrays().get("part").toFloats()).containsExactly(3, 5, 7);
    assertThat(dict.arrays().get("parameter").toFloats()).containsExactly(0.5f);
    assertThat(dict.arrays().get("half").type()).isEqualTo(ElementType.FLOAT16);
    assertThat(dict.arrays().get("half").toFloats()).containsExactly(1.5f);
    assertThat(dict.arrays().get("brain").toFloats()).containsExactly(-2);
    assertThat(dict.arrays().get("double").shape()).isEmpty();
    assertThat(dict.arrays().get("double").toDoubles()).containsExactly(3.25);
    assertThat(dict.arrays().get("whole").toDoubles()).containsExactly(-7, 0x1p40);
    assertThat(dict.arrays().get("none").shape()).containsExactly(0L, 3L);
  }

  private void requireRejected(String name, String found) {
    assertThatThrownBy(() -> WeightFile.read(folder.resolve(name)))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining(found);
  }

  /** Code that Python would run on loading: os.system("touch …"). */
  @Test
  void codeInAFileIsRejectedByNameAndNotRun() throws IOException {
    Path touched = folder.resolve("touched");
    for (String function :
        List.of("posix\nsystem", "os\nsystem", "builtins\neval", "torch\nload")) {
      write(
          "evil.pth", ascii("c%s\n(X".formatted(function)), text("touch " + touched), ascii("tR."));
      requireRejected(
          "evil.pth",
          "would call '%s' in Python, which is not allowed: a state dict needs no code"
              .formatted(function.replace('\n', '.')));
    }
    assertThat(touched).doesNotExist();
    byte[] bare = concatenated(ascii("\u0080\u0003cposix\nsystem\n(X"), text("true"), ascii("tR."));
    Files.write(folder.resolve("bare.pkl"), bare);
    requireRejected("bare.pkl", "is a plain Python pickle, which may contain any code");
  }

  /** Objects made by other instructions than a call, and attributes that run code when set. */
  @Test
  void otherInstructionsThatCreateObjectsAreRejected() throws IOException {
    write("evil.pth", ascii("cos\nsystem\n)\u0081."));
    requireRejected("evil.pth", "another object (instruction 0x81)");
    write("evil.pth", ascii("(X"), text("true"), ascii("ios\nsystem\n."));
    requireRejected("evil.pth", "contains the instruction 0x69");
    write("evil.pth", ascii("(cos\nsystem\nX"), text("true"), ascii("o."));
    requireRejected("evil.pth", "contains the instruction 0x6f");
    write("evil.pth", ascii("cos\nsystem\n}b."));
    requireRejected("evil.pth", "sets attributes of something that is not a dictionary");
    write("evil.pth", ascii("\u0082\u0001."));
    requireRejected("evil.pth", "contains the instruction 0x82");
    write("evil.pth", ascii("N."));
    requireRejected("evil.pth", "contains no state dict: expected arrays by names");
    write("evil.pth", ascii("}(tt."));
    requireRejected("evil.pth", "is broken: its instructions do not fit together");
    write("evil.pth", ascii("}(N"));
    requireRejected("evil.pth", "ends in the middle");
  }

  /** One byte per list, remembered value or mark: as many bytes as a file may have. */
  @Test
  void memoryIsBoundedForEveryPickle() throws IOException {
    for (String greedy : List.of("]", "]\u0094", "(", "]a", "N\u0094")) {
      String begin = greedy.equals("]a") ? "]" : "";
      write("greedy.pth", ascii(begin + greedy.repeat((1 << 22) / greedy.length())), ascii("."));
      requireRejected(
          "greedy.pth", "has more than 2097152 instructions, more than any state dict needs");
    }
  }

  @Test
  void controlCharactersInNamesAreEscaped() throws IOException {
    write("evil.pth", ascii("cos\n\u001b[2Jsystem\n(tR."));
    requireRejected("evil.pth", "would call 'os.\\u001b[2Jsystem'");
    write("evil.pth", ascii("}X"), text("\u001b]0;title\u0007\u202e"), ascii("Ns."));
    requireRejected("evil.pth", "objects other than arrays: \\u001b]0;title\\u0007\\u202e");
    write("evil.pth", ascii("}X"), text("long".repeat(1000)), ascii("Ns."));
    requireRejected("evil.pth", "long".repeat(30) + "…");
  }

  @Test
  void tensorsStayWithinTheirNumbers() throws IOException {
    assertThat(tensor(0, "K\u0002K\u0002", "K\u0002K\u0001").toFloats())
        .containsExactly(1, 2, 3, 4);
    assertThat(tensor(1, "K\u0003", "K\u0001").toFloats()).containsExactly(2, 3, 4);
    assertThat(tensor(0, "K\u0002K\u0002", "K\u0001K\u0002").toFloats())
        .containsExactly(1, 3, 2, 4);
    assertThatThrownBy(() -> tensor(2, "K\u0003", "K\u0001"))
        .hasMessageContaining("has a tensor of the shape [3] that reaches value 4 of 4");
    assertThatThrownBy(() -> tensor(0, "K\u0002", "J\u00ff\u00ff\u00ff\u00ff"))
        .hasMessageContaining("describes a tensor in an unknown format");
    String huge = "J\u0000\u0000\u0000@";
    assertThatThrownBy(() -> tensor(0, huge.repeat(3), huge.repeat(3)))
        .hasMessageContaining("too large");
  }

  /** A file with changed bytes is read or rejected, without other exceptions. */
  @Test
  void anyDamagedPickleIsReadOrRejected() throws IOException {
    Random random = new Random(Seeds.next("anyDamagedPickleIsReadOrRejected"));
    byte[] program = tensorProgram(0, "K\u0002K\u0002", "K\u0001K\u0002");
    for (int trial = 0; trial < 1_000; trial++) {
      byte[] changed = program.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      write("changed.pth", changed);
      try {
        StateDict _ = TorchWeights.read(folder.resolve("changed.pth"));
      } catch (RejectedFileException e) {
        assertThat(e).hasMessageStartingWith(folder.resolve("changed.pth") + ": ");
      }
    }
  }

  private StoredArray tensor(int offset, String shape, String strides) throws IOException {
    write("made.pth", tensorProgram(offset, shape, strides));
    return TorchWeights.read(folder.resolve("made.pth")).arrays().get("w");
  }

  /** {"w": _rebuild_tensor_v2(storage 0 of 4 numbers, offset, shape, strides, False, {})}. */
  private static byte[] tensorProgram(int offset, String shape, String strides) {
    return concatenated(
        ascii("}X"),
        text("w"),
        ascii("ctorch._utils\n_rebuild_tensor_v2\n((X"),
        text("storage"),
        ascii("ctorch\nFloatStorage\nX"),
        text("0"),
        ascii("X"),
        text("cpu"),
        ascii("K\u0004tQK" + (char) offset + "(" + shape + "t(" + strides + "t\u0089}tRs."));
  }

  /** PyTorch writes the checksum of every part, and does not check it when it reads. */
  @Test
  void aPartThatDoesNotMatchItsChecksumIsRejected() throws IOException {
    write("sound.pth", tensorProgram(0, "K\u0004", "K\u0001"));
    Path file = folder.resolve("sound.pth");
    assertThat(WeightFile.read(file).arrays().get("w").toFloats()).containsExactly(1, 2, 3, 4);
    byte[] content = Files.readAllBytes(file);
    ByteBuffer four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(0, 4);
    int at =
        new String(content, StandardCharsets.ISO_8859_1)
            .indexOf(new String(four.array(), StandardCharsets.ISO_8859_1));
    content[at + 3] ^= 2;
    Files.write(file, content);
    assertThatThrownBy(() -> WeightFile.read(file))
        .isInstanceOf(RejectedFileException.class)
        .hasMessageContaining("is damaged: the CRC-32 of its part made/data/0 is ")
        .hasMessageEndingWith("copy or download it again");
  }

  /** Writes an archive with a pickle of protocol 2 and four numbers. */
  private void write(String name, byte[]... program) throws IOException {
    ByteBuffer numbers = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    numbers.asFloatBuffer().put(new float[] {1, 2, 3, 4});
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      store(zip, "made/data.pkl", concatenated(ascii("\u0080\u0002"), concatenated(program)));
      store(zip, "made/data/0", numbers.array());
    }
  }

  private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] concatenated(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
