package dev.rawline.lab.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import dev.rawline.lab.calibrate.MeasurementReader.SampleCodes;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleCodesTest {

  @ParameterizedTest
  @CsvSource({
    "4095, 1000, 1001, 12, 0", // a 12-bit converter in the low bits
    "65520, 16000, 16016, 12, 4", // the same in the high bits
    "65532, 16000, 16004, 14, 2",
    "65535, 200, 201, 16, 0",
    "16383, 16380, 16381, 14, 0",
    "255, 3, 4, 8, 0",
    "100, 3, 4, 8, 0", // never less than 8 bits
    "3700, 64, 65, 12, 0", // the well fills before the converter ends
    "0, 0, 0, 8, 0"
  })
  void usedBitsDetermineTheConverter(int brightest, int one, int other, int adcBits, int shift) {
    SampleCodes codes = new SampleCodes();
    codes.add(RawImage.normalised(2, 2, Cfa.RGGB, new float[] {brightest, one, other, brightest}));

    assertThat(codes.shift()).isEqualTo(shift);
    assertThat(codes.adcBits(Optional.empty())).isEqualTo(adcBits);
    assertThat(codes.adcBits(Optional.of(13))).isEqualTo(13);
    assertThat(codes.largest()).isGreaterThanOrEqualTo(brightest);
  }
}
