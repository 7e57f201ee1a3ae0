package dev.rawline.lab.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rawline.data.file.JsonRecords;
import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.Isp;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.imaging.isp.Bilinear;
import dev.rawline.imaging.isp.Demosaicing;
import dev.rawline.imaging.isp.Menon2007;
import dev.rawline.imaging.metric.Psnr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The accuracy of the round trip: the PSNR [dB] between a picture and what the plain light path of
 * the same camera (no sharpening, no denoising) makes of its raw image.
 *
 * @param ways the median and the worst of all pictures, by demosaicing ({@code bilinear}, {@code
 *     menon2007}) without noise, and as it was stored ({@code bilinear as stored}, …)
 */
public record RoundTripQuality(SequencedMap<String, Spread> ways) {
  static final String RECORD = "psnr";
  private static final String AS_STORED = " as stored";

  /** Beyond it two pictures of 16 bits are the same. */
  private static final double LARGEST = 120;

  /** Copies the map, and keeps its order. */
  public RoundTripQuality {
    ways = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(ways));
  }

  /**
   * The middle and the end of some numbers.
   *
   * @param median half of them are as large or larger [dB]
   * @param worst the smallest [dB]
   * @param sample whose it is
   */
  public record Spread(double median, double worst, @JsonProperty("worstSample") String sample) {

    /** Returns it in words. */
    public String words() {
      return String.format(
          Locale.ROOT, "median %.1f dB, worst %.1f dB (%s)", median, worst, sample);
    }
  }

  /** What a sheet shows pictures with, and the way that it names. */
  static final Demosaicing SHOWN = Bilinear.DEFAULT;

  /** Returns the name of the way that a sheet shows. */
  static String shown() {
    return SHOWN.name() + AS_STORED;
  }

  /** Returns the PSNR of one picture, each way [dB], at most 120. */
  static Map<String, Object> record(Camera camera, View picture, RawImage quiet, RawImage stored) {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Demosaicing demosaicing : List.of(Bilinear.DEFAULT, Menon2007.DEFAULT)) {
      record.put(demosaicing.name(), psnr(camera, demosaicing, quiet, picture));
      record.put(
          demosaicing.name() + AS_STORED,
          quiet.equals(stored)
              ? record.get(demosaicing.name())
              : psnr(camera, demosaicing, stored, picture));
    }
    return record;
  }

  private static double psnr(Camera camera, Demosaicing demosaicing, RawImage raw, View picture) {
    View again = Isp.plain(camera, demosaicing).apply(camera.normalise(raw));
    return Math.min(LARGEST, Psnr.DEFAULT.of(again, picture));
  }

  /**
   * Returns the spread of what records hold.
   *
   * @param records one a sample, by its id
   */
  static RoundTripQuality of(SequencedMap<String, Map<String, Object>> records) {
    Map<String, List<Map.Entry<Double, String>>> numbers = new LinkedHashMap<>();
    records.forEach(
        (id, record) -> {
          if (record.get(RECORD) instanceof Map<?, ?> entry) {
            entry.forEach(
                (way, number) ->
                    numbers
                        .computeIfAbsent(String.valueOf(way), _ -> new ArrayList<>())
                        .add(Map.entry(((Number) number).doubleValue(), id)));
          }
        });
    SequencedMap<String, Spread> ways = new LinkedHashMap<>();
    numbers.forEach(
        (way, all) -> {
          all.sort(Map.Entry.comparingByKey());
          ways.put(
              way,
              new Spread(
                  all.get(all.size() / 2).getKey(),
                  all.getFirst().getKey(),
                  all.getFirst().getValue()));
        });
    return new RoundTripQuality(ways);
  }

  /** Returns it as values of a record. */
  Map<String, Object> record() {
    Map<String, Object> record = new LinkedHashMap<>();
    ways.forEach((way, spread) -> record.put(way, JsonRecords.values(spread)));
    return record;
  }
}
