package dev.rawline.scenes.smear;

/** The amounts of each dye at one point; accumulated, then cleared for the next point. */
final class DyeAmounts {
  /** Azure B on RNA: the blue of cytoplasm that makes protein. */
  double azure;

  /** The complex of azure B and eosin Y on DNA and in azurophilic granules: purple. */
  double complex;

  /** Eosin Y on basic proteins: orange to pink. */
  double eosin;

  /** Haemoglobin with the eosin on it: the pink to grey of red cells. */
  double haemoglobin;

  void clear() {
    azure = 0;
    complex = 0;
    eosin = 0;
    haemoglobin = 0;
  }
}
