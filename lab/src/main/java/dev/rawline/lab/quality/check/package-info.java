/** A reference × a measured batch → its verdicts, quantity by quantity and image by image. */
package dev.rawline.lab.quality.check;
