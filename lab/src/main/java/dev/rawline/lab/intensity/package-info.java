/** Raw files → the same at lower light, by calibrated intensity scaling. */
package dev.rawline.lab.intensity;
