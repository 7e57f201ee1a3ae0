package dev.rawline.learning.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The metadata of an ONNX file, read without its weights. */
public final class OnnxMetadata {
  private OnnxMetadata() {}

  /**
   * Returns the entries of a file; none if it is no ONNX file, or damaged before they begin.
   *
   * @throws IOException if it cannot be read
   */
  public static Map<String, String> of(Path file) throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      CodedInputStream coded = CodedInputStream.newInstance(in);
      coded.setSizeLimit(Integer.MAX_VALUE);
      for (int tag = coded.readTag(); tag != 0; tag = coded.readTag()) {
        if (WireFormat.getTagFieldNumber(tag) == ModelProto.METADATA_PROPS_FIELD_NUMBER) {
          StringStringEntryProto entry = StringStringEntryProto.parseFrom(coded.readByteArray());
          entries.put(entry.getKey(), entry.getValue());
        } else if (!coded.skipField(tag)) {
          break;
        }
      }
    } catch (InvalidProtocolBufferException e) {
      return entries; // whoever opens the file reports the damage
    }
    return entries;
  }
}
