package dev.rawline.imaging.isp;

import dev.rawline.imaging.frame.Matrix3;

/**
 * Colour correction: a matrix from the camera's colours to those of the display.
 *
 * <p>out_k = Σ_c M[k, c] · in_c
 *
 * @param matrix the matrix M, without unit
 */
public record ColourCorrection(Matrix3 matrix) implements ColourStage {

  @Override
  public String name() {
    return "colour_correction";
  }

  Planes plain(Planes rgb) {
    Planes out = rgb.blank();
    int area = rgb.height * rgb.width;
    for (int k = 0; k < rgb.channels; k++) {
      for (int c = 0; c < rgb.channels; c++) {
        double weight = matrix.at(k, c);
        for (int i = 0; i < area; i++) {
          out.samples[k * area + i] += weight * rgb.samples[c * area + i];
        }
      }
    }
    return out;
  }
}
