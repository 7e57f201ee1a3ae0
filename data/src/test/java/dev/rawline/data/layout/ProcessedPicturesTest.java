package dev.rawline.data.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.data.raw.RawDescription;
import dev.rawline.data.raw.RawFiles;
import dev.rawline.data.set.DataSet;
import dev.rawline.imaging.SharedData;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.SourcedValue;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessedPicturesTest {
  @TempDir private Path work;

  @Test
  void processedPicturesAreReportedUnlessTheyAreExpected() throws IOException {
    new Tree(work).view("cat/a.jpg").view("dog/b.png");
    DataSet set = DataSets.open(work);
    assertThat(ProcessedPictures.warning(set, false))
        .contains(
            "the images of %s are processed already: they are used as they are, without a camera's processing; give raw files, or convert them with rawline import"
                .formatted(set.name()));
    assertThat(ProcessedPictures.warning(set, true)).isEmpty();
  }

  @Test
  void aGreyPictureThatIsReadAsAMosaicIsReported() throws IOException {
    Path photograph = work.resolve("photograph.png");
    BufferedImage colours = ImageIO.read(SharedData.require("data/kodak/kodim07.png").toFile());
    BufferedImage grey =
        new BufferedImage(colours.getWidth(), colours.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    grey.getGraphics().drawImage(colours, 0, 0, null);
    ImageIO.write(grey, "png", photograph.toFile());

    DataSet set = DataSets.open(work);
    assertThat(ProcessedPictures.greyAsRaw(set)).containsExactly(photograph.toString());
    assertThat(ProcessedPictures.warning(set, true))
        .contains(
            photograph
                + ": read as a mosaic, but looks grey: state cfa: monochrome (sidecar) or"
                + " --pictures processed");
    assertThat(
            ProcessedPictures.isGreyAsRaw(
                RawFiles.open(
                    photograph,
                    RawDescription.of(Optional.of(new SourcedValue<>(Cfa.RGGB, "test"))))))
        .as("whoever states the layout knows better")
        .isFalse();
  }

  @Test
  void mosaicsAndNoiseAreNoGreyPictures() throws IOException {
    Path noise = work.resolve("noise.png");
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 64 * 64; i++) {
      image.getRaster().setSample(i % 64, i / 64, 0, random.nextInt(256));
    }
    ImageIO.write(image, "png", noise.toFile());
    for (Path file :
        new Path[] {
          noise,
          SharedData.require("data/raw/raw2logit_car_256x256_rggb_8bit.png"),
          SharedData.require("data/raw/raw2logit_micro_256x256_rggb_8bit.png")
        }) {
      assertThat(ProcessedPictures.isGreyAsRaw(RawFiles.open(file, RawDescription.NONE)))
          .as(file.toString())
          .isFalse();
    }
  }
}
