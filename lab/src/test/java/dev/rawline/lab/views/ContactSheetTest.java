package dev.rawline.lab.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.camera.Camera;
import dev.rawline.imaging.camera.ViewName;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.imaging.frame.View;
import dev.rawline.workbench.sheet.Thumbnail;
import dev.rawline.workbench.text.NumberText;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {

  @Test
  void everyViewHasItsOwnCell() {
    List<ViewName> names = ViewName.ALL;
    ContactSheet sheet = new ContactSheet("photo.dng", grey(40, 30, 0.5f), Camera.DRONE, names);
    for (int i = 0; i < names.size(); i++) {
      sheet.accept(i, 0, flat(40, 30, (i + 1) / 13f));
    }

    BufferedImage drawn = sheet.draw();

    for (int i = 0; i < names.size(); i++) {
      int level = (int) ((i + 1) / 13f * 255 + 0.5);
      assertThat(count(drawn, level << 16 | level << 8 | level))
          .as(names.get(i).toString())
          .isGreaterThanOrEqualTo(8 * 40 * 8 * 30);
    }
  }

  @Test
  void aSelectionDrawsOnlyItsRowsAndColumns() {
    RawImage raw = grey(40, 30, 0.5f);
    BufferedImage one =
        new ContactSheet("a", raw, Camera.DRONE, List.of(ViewName.ALL.getFirst())).draw();
    BufferedImage all = new ContactSheet("a", raw, Camera.DRONE, ViewName.ALL).draw();

    assertThat(one.getWidth()).isLessThan(all.getWidth() / 2);
  }

  @Test
  void theInsetShowsTheMostDetailedSquare() {
    float[] samples = new float[400 * 300];
    Arrays.fill(samples, 0.3f);
    for (int row = 200; row < 240; row++) {
      for (int column = 100; column < 140; column++) {
        samples[row * 400 + column] = (row / 4 + column / 4) % 2 == 0 ? 0.9f : 0.1f;
      }
    }

    Rectangle busiest =
        ContactSheet.FullSizeDetail.busiest(RawImage.normalised(400, 300, Cfa.RGGB, samples), 40);

    assertThat(busiest.intersection(new Rectangle(100, 200, 40, 40)).getSize())
        .isEqualTo(new Dimension(40, 40));
  }

  @Test
  void thumbnailsAreBoxMeansForAnyBands() {
    View view = new View(4, 4, ramp(3 * 16));
    Thumbnail whole = new Thumbnail(4, 4, 2);
    whole.add(0, view);
    Thumbnail rows = new Thumbnail(4, 4, 2);
    for (int row = 0; row < 4; row++) {
      float[] band = new float[12];
      for (int channel = 0; channel < 3; channel++) {
        System.arraycopy(view.samples(), channel * 16 + row * 4, band, channel * 4, 4);
      }
      rows.add(row, new View(4, 1, band));
    }

    assertThat(rows.image().getRGB(1, 0)).isEqualTo(whole.image().getRGB(1, 0));
    double mean = (2 + 3 + 6 + 7) / 4.0 / 48;
    assertThat(whole.image().getRGB(1, 0) >> 16 & 0xff).isEqualTo((int) (mean * 255 + 0.5));
  }

  @Test
  void labelsAreBrief() {
    assertThat(NumberText.brief(2.86653646)).isEqualTo("2.867");
    assertThat(NumberText.brief(1.0)).isEqualTo("1");
    assertThat(NumberText.brief(65535)).isEqualTo("65535");
    assertThat(NumberText.brief(13103.4)).isEqualTo("13103");
    assertThat(NumberText.brief(0.0625)).isEqualTo("0.0625");
    assertThat(NumberText.exposure(0.004)).isEqualTo("1/250 s");
    assertThat(NumberText.exposure(2.5)).isEqualTo("2.5 s");
  }

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = i / (float) length;
    }
    return values;
  }

  private static RawImage grey(int width, int height, float value) {
    float[] samples = new float[width * height];
    Arrays.fill(samples, value);
    return RawImage.normalised(width, height, Cfa.RGGB, samples);
  }

  private static View flat(int width, int height, float value) {
    float[] samples = new float[3 * width * height];
    Arrays.fill(samples, value);
    return new View(width, height, samples);
  }

  private static long count(BufferedImage image, int rgb) {
    return Arrays.stream(
            image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
        .filter(pixel -> (pixel & 0xffffff) == rgb)
        .count();
  }
}
