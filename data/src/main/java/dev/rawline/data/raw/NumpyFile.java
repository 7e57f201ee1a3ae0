package dev.rawline.data.raw;

import dev.rawline.data.file.FileBytes;
import dev.rawline.data.file.NumpyArray;
import dev.rawline.data.file.RejectedFileException;
import dev.rawline.imaging.frame.Calibration;
import dev.rawline.imaging.frame.Cfa;
import dev.rawline.imaging.frame.RawImage;
import java.util.zip.DataFormatException;

/**
 * Reads a mosaic from a NumPy array (row, column): uint8 and uint16 are digital numbers, float32
 * and float64 are normalised.
 */
final class NumpyFile {
  private static final String REMEDY =
      "save a mosaic as an array of shape (rows, columns) of uint8, uint16, float32 or float64";

  private NumpyFile() {}

  static RawFile read(FileBytes file) throws RejectedFileException {
    NumpyArray array = array(file);
    StoredFrame.requireMemory(file, array.columns(), array.rows());
    float[] samples = array.values();
    boolean normalised = array.type().isFloatingPoint();
    if (normalised) {
      requireNormalised(file, samples);
    }
    return RawFile.untagged(
        new RawImage(
            array.columns(),
            array.rows(),
            Cfa.RGGB,
            normalised ? RawImage.Unit.NORMALISED : RawImage.Unit.DN,
            samples,
            Calibration.unknown(array.type() == NumpyArray.Type.UINT8 ? Byte.SIZE : Short.SIZE)),
        "NumPy array of " + array.type());
  }

  private static NumpyArray array(FileBytes file) throws RejectedFileException {
    try {
      return NumpyArray.of(file.array()).requireTwoAxes();
    } catch (DataFormatException e) {
      throw file.corrupt(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw file.rejection(e.getMessage(), REMEDY);
    }
  }

  private static void requireNormalised(FileBytes file, float[] samples)
      throws RejectedFileException {
    for (float sample : samples) {
      if (!(sample >= 0 && sample <= 1)) {
        throw file.rejection(
            "holds " + sample + ", but floating-point mosaics are normalised to 0 to 1",
            "divide it by its full scale, or save digital numbers as uint16");
      }
    }
  }
}
