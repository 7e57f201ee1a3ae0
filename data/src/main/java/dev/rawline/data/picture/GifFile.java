package dev.rawline.data.picture;

import dev.rawline.data.file.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Drawings → an animated GIF in a loop, with one palette of 256 colours. */
public final class GifFile {
  private static final String FORMAT = "javax_imageio_gif_image_1.0";
  private static final int MOST_DELAY = 65535;

  private GifFile() {}

  /**
   * Writes an animation.
   *
   * @param frames the drawings, all of one size
   * @param delay the duration of each [1/100 s], 1 to 65535
   * @param last the duration of the last one [1/100 s], 1 to 65535
   * @throws IllegalArgumentException if there is no drawing, they differ in size, or a delay is out
   *     of range
   * @throws IOException if the file cannot be written; the message states why and what to do
   */
  public static void write(List<BufferedImage> frames, int delay, int last, Path target)
      throws IOException {
    requireOneSize(frames);
    requireDelay(delay);
    requireDelay(last);
    SharedPalette palette = new SharedPalette(frames);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (AtomicFile file = AtomicFile.begin(target)) {
      try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
        for (int i = 0; i < frames.size(); i++) {
          BufferedImage frame = palette.of(frames.get(i));
          IIOMetadata metadata =
              writer.getDefaultImageMetadata(
                  ImageTypeSpecifier.createFromRenderedImage(frame), writer.getDefaultWriteParam());
          describe(metadata, i == 0, i == frames.size() - 1 ? last : delay);
          writer.writeToSequence(new IIOImage(frame, null, metadata), null);
        }
        writer.endWriteSequence();
      }
      file.finish();
    } finally {
      writer.dispose();
    }
  }

  private static void describe(IIOMetadata metadata, boolean first, int delay) throws IOException {
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(FORMAT);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(delay));
    if (first) {
      // Block 1 of Netscape's extension: how often it plays, 0 for ever.
      IIOMetadataNode netscape = new IIOMetadataNode("ApplicationExtension");
      netscape.setAttribute("applicationID", "NETSCAPE");
      netscape.setAttribute("authenticationCode", "2.0");
      netscape.setUserObject(new byte[] {1, 0, 0});
      child(root, "ApplicationExtensions").appendChild(netscape);
    }
    metadata.setFromTree(FORMAT, root);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode child = new IIOMetadataNode(name);
    root.appendChild(child);
    return child;
  }

  private static void requireOneSize(List<BufferedImage> frames) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("an animation has at least one frame, got none");
    }
    BufferedImage first = frames.getFirst();
    for (BufferedImage frame : frames) {
      if (frame.getWidth() != first.getWidth() || frame.getHeight() != first.getHeight()) {
        throw new IllegalArgumentException(
            "the frames of an animation have one size, got %d×%d and %d×%d pixels"
                .formatted(
                    first.getWidth(), first.getHeight(), frame.getWidth(), frame.getHeight()));
      }
    }
  }

  private static void requireDelay(int delay) {
    if (delay < 1 || delay > MOST_DELAY) {
      throw new IllegalArgumentException(
          "a delay of %d: expected 1 to %d (hundredths of a second)".formatted(delay, MOST_DELAY));
    }
  }
}
