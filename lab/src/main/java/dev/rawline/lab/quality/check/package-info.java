/** A reference × a measured batch → what is judged of it, number by number and image by image. */
package dev.rawline.lab.quality.check;
