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
 * What {@code KEY.json} holds of a sample: all but the pixels.
 *
 * @param id its id
 * @param className its class; absent where it has none
 * @param group its group
 * @param intensity the share of the light that it was recorded in
 * @param side the side that its data set puts it on; absent where that is open
 * @param unit the unit of a mosaic's samples; absent where the picture is a view
 * @param recording what is known of a mosaic's recording, by the keys of a sidecar; absent where
 *     the picture is a view
 * @param picture its picture: (rows, columns) of a mosaic, (3, rows, columns) of a view
 * @param mask its mask; absent where it has none
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
