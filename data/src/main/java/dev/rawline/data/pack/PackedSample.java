package dev.rawline.data.pack;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.load.LoadedSample;
import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.SidecarFiles;
import dev.rawline.data.set.Sample;
import dev.rawline.data.set.Subset;
import dev.rawline.imaging.frame.RawImage;
import java.util.Map;

/**
 * The content of {@code KEY.json}: a sample without its pixels.
 *
 * @param id its id
 * @param className its class, if any
 * @param group its group
 * @param intensity the share of the light that it was recorded in
 * @param side its subset in the data set's own split, if any
 * @param unit the unit of a mosaic's samples; empty for a view
 * @param recording the recording of a mosaic, by the keys of a sidecar; empty for a view
 * @param picture its picture: (rows, columns) of a mosaic, (3, rows, columns) of a view
 * @param mask its mask, if any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PackedSample(
    String id,
    @JsonProperty("class") String className,
    String group,
    double intensity,
    String side,
    RawImage.Unit unit,
    Map<String, Object> recording,
    PackedArray picture,
    PackedArray mask) {

  /** Describes a sample whose pixels have been read. */
  static PackedSample of(LoadedSample loaded, PackedArray picture, PackedArray mask) {
    Sample sample = loaded.sample();
    RawImage raw = loaded.frame() instanceof RawImage mosaic ? mosaic : null;
    return new PackedSample(
        sample.id(),
        sample.label().className().orElse(null),
        sample.group(),
        sample.intensity(),
        sample.side().map(Subset::word).orElse(null),
        raw == null ? null : raw.unit(),
        raw == null ? null : SidecarFiles.FILE.values(RawDescription.of(raw)),
        picture,
        mask);
  }
}
