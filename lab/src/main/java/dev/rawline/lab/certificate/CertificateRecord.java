package dev.rawline.lab.certificate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rawline.data.set.RawFilePicture;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.SampleChecksum;
import dev.rawline.workbench.output.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a certificate holds for programs: all by which it can be checked.
 *
 * @param kind the kind and version of the record
 * @param sha256 the checksum of the certificate's file ({@link SealedPage})
 * @param command the command that wrote it
 * @param verdict the verdict
 * @param evaluated when the items were evaluated [UTC]
 * @param details what the laboratory states, by the keys of {@code certificate.yaml}
 * @param reference what the items were compared with
 * @param batch the items
 * @param plan the checksum of the plan as it was run
 * @param results the checksum of the file of all results
 * @param program what computed them
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CertificateRecord(
    String kind,
    String sha256,
    String command,
    String verdict,
    String evaluated,
    Map<String, Object> details,
    Reference reference,
    Batch batch,
    String plan,
    String results,
    ProgramVersion program) {
  /** The kind and version of the record. */
  public static final String KIND = "rawline certificate 1";

  /** A reference, and its checksum. */
  public record Reference(String name, String sha256) {}

  /**
   * The images.
   *
   * @param name the name of the batch
   * @param sha256 the checksum of the data set
   * @param images one entry an image
   */
  public record Batch(String name, String sha256, List<Image> images) {
    /** Copies the list. */
    public Batch {
      images = List.copyOf(images);
    }
  }

  /**
   * An image.
   *
   * @param name the name of its file, or of the image where it has no file of its own
   * @param bytes the length of the file [bytes]
   * @param file the SHA-256 of the file
   * @param samples the SHA-256 of its samples and of how they are read
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Image(String name, Optional<Long> bytes, Optional<String> file, String samples) {
    /** Returns the checksum that the certificate lists: that of the file where there is one. */
    public String listed() {
      return file.orElse(samples);
    }
  }

  /**
   * Returns the images of samples.
   *
   * @param sums the checksums of the samples, in their order
   * @throws IOException if a file cannot be read
   */
  public static List<Image> images(List<Sample> samples, List<SampleChecksum> sums)
      throws IOException {
    List<Image> images = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      String picture = sums.get(i).picture();
      images.add(
          sample.picture() instanceof RawFilePicture(Path file, _)
              ? new Image(
                  String.valueOf(file.getFileName()),
                  Optional.of(Files.size(file)),
                  Optional.of(Provenance.sum(file)),
                  picture)
              : new Image(sample.id(), Optional.empty(), Optional.empty(), picture));
    }
    return images;
  }
}
