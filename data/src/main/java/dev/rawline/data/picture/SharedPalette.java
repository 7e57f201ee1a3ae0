package dev.rawline.data.picture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The 256 colours that pictures share, and the nearest of them to any colour.
 *
 * <p>Colours that fill much of the pictures, such as paper and ink, are kept exactly; the others
 * are parted by median cut (Heckbert 1982), each part becoming its mean. Colours are distinguished
 * by 6 bits a channel, unless they are kept exactly.
 */
final class SharedPalette {
  private static final int COLOURS = 256;
  private static final int CHANNELS = 3;
  private static final int BITS = 6;
  private static final int CELLS = 1 << (BITS * CHANNELS);

  /** A colour with a larger share of the pixels than one in this number is kept exactly. */
  private static final int FREQUENT = 1000;

  /** The largest number of exact colours. */
  private static final int MOST_EXACT = 32;

  private final int[] colours;
  private final Map<Integer, Byte> exact = new HashMap<>();

  /** The place of the nearest colour to the middle of every cell, one more; 0 is not known yet. */
  private final short[] nearest = new short[CELLS];

  /** Chooses the colours of pictures. */
  SharedPalette(List<BufferedImage> pictures) {
    Map<Integer, Integer> counts = new HashMap<>();
    long pixels = 0;
    for (BufferedImage picture : pictures) {
      int[] rgb = rgb(picture);
      int run = 0;
      for (int i = 0; i < rgb.length; i++) {
        run++;
        if (i + 1 == rgb.length || rgb[i + 1] != rgb[i]) {
          counts.merge(rgb[i] & 0xffffff, run, Integer::sum);
          run = 0;
        }
      }
      pixels += rgb.length;
    }
    long frequent = pixels / FREQUENT;
    List<Integer> chosen = new ArrayList<>();
    counts.entrySet().stream()
        .filter(entry -> entry.getValue() > frequent)
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_EXACT)
        .forEach(
            entry -> {
              exact.put(entry.getKey(), (byte) chosen.size());
              chosen.add(entry.getKey());
            });
    counts.keySet().removeAll(exact.keySet());
    cut(counts, chosen);
    colours = chosen.stream().mapToInt(colour -> colour).toArray();
  }

  /** A cell of colours, and how many pixels have one of them. */
  private record Counted(int cell, int count) {
    int channel(int number) {
      return SharedPalette.channel(cell, number);
    }
  }

  /** Returns a channel of the middle of a cell, 0 to 255. */
  private static int channel(int cell, int number) {
    int level = (cell >> (BITS * number)) & ((1 << BITS) - 1);
    return (level << (8 - BITS)) | (level >> (2 * BITS - 8));
  }

  private static int cell(int rgb) {
    int cell = 0;
    for (int number = 0; number < CHANNELS; number++) {
      int level = ((rgb >> (8 * number)) & 0xff) >> (8 - BITS);
      cell |= level << (BITS * number);
    }
    return cell;
  }

  private static void cut(Map<Integer, Integer> counts, List<Integer> chosen) {
    int[] cells = new int[CELLS];
    counts.forEach((rgb, count) -> cells[cell(rgb)] += count);
    List<Counted> rest = new ArrayList<>();
    for (int cell = 0; cell < CELLS; cell++) {
      if (cells[cell] > 0) {
        rest.add(new Counted(cell, cells[cell]));
      }
    }
    List<Box> boxes = new ArrayList<>();
    if (!rest.isEmpty()) {
      boxes.add(Box.of(rest));
    }
    while (chosen.size() + boxes.size() < COLOURS) {
      Box largest = boxes.stream().max(Comparator.comparingDouble(Box::weight)).orElse(Box.NONE);
      if (largest.weight == 0) {
        break;
      }
      boxes.remove(largest);
      List<Counted> sorted =
          largest.colours.stream()
              .sorted(
                  Comparator.<Counted>comparingInt(colour -> colour.channel(largest.widest))
                      .thenComparingInt(Counted::cell))
              .toList();
      int middle = middle(sorted);
      boxes.add(Box.of(sorted.subList(0, middle)));
      boxes.add(Box.of(sorted.subList(middle, sorted.size())));
    }
    boxes.forEach(box -> chosen.add(mean(box.colours)));
  }

  /**
   * Colours that may become one.
   *
   * @param colours the colours
   * @param widest the channel of their largest range
   * @param weight the priority of splitting them, by their range and their pixels
   */
  private record Box(List<Counted> colours, int widest, double weight) {
    static final Box NONE = new Box(List.of(), 0, 0);

    static Box of(List<Counted> colours) {
      int widest = 0;
      int widths = 0;
      long pixels = 0;
      for (int channel = 0; channel < CHANNELS; channel++) {
        int lowest = 255;
        int highest = 0;
        for (Counted colour : colours) {
          lowest = Math.min(lowest, colour.channel(channel));
          highest = Math.max(highest, colour.channel(channel));
          pixels += channel == 0 ? colour.count : 0;
        }
        if (highest - lowest > widths) {
          widest = channel;
          widths = highest - lowest;
        }
      }
      return new Box(colours, widest, widths * Math.sqrt((double) pixels));
    }
  }

  private static int middle(List<Counted> sorted) {
    long half = sorted.stream().mapToLong(Counted::count).sum() / 2;
    long sum = 0;
    for (int i = 0; i < sorted.size() - 1; i++) {
      sum += sorted.get(i).count;
      if (sum >= half) {
        return i + 1;
      }
    }
    return sorted.size() - 1;
  }

  private static int mean(List<Counted> colours) {
    long pixels = colours.stream().mapToLong(Counted::count).sum();
    int rgb = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      long sum = 0;
      for (Counted colour : colours) {
        sum += (long) colour.channel(channel) * colour.count;
      }
      rgb |= Math.toIntExact((sum + pixels / 2) / pixels) << (8 * channel);
    }
    return rgb;
  }

  /** Returns a picture in these colours, each pixel in the nearest one. */
  BufferedImage of(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    BufferedImage indexed =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model());
    int[] rgb = rgb(picture);
    byte[] places = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      places[i] = i > 0 && rgb[i] == rgb[i - 1] ? places[i - 1] : place(rgb[i] & 0xffffff);
    }
    indexed.getRaster().setDataElements(0, 0, width, height, places);
    return indexed;
  }

  private byte place(int rgb) {
    Byte kept = exact.get(rgb);
    if (kept != null) {
      return kept;
    }
    int cell = cell(rgb);
    if (nearest[cell] == 0) {
      nearest[cell] = (short) (nearest(cell) + 1);
    }
    return (byte) (nearest[cell] - 1);
  }

  private int nearest(int cell) {
    int found = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < colours.length; i++) {
      int distance = 0;
      for (int number = 0; number < CHANNELS; number++) {
        int apart = channel(cell, number) - ((colours[i] >> (8 * number)) & 0xff);
        distance += apart * apart;
      }
      if (distance < least) {
        least = distance;
        found = i;
      }
    }
    return found;
  }

  private IndexColorModel model() {
    int[] map = Arrays.copyOf(colours, COLOURS);
    return new IndexColorModel(8, COLOURS, map, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int[] rgb(BufferedImage picture) {
    int width = picture.getWidth();
    return picture.getRGB(0, 0, width, picture.getHeight(), null, 0, width);
  }
}
