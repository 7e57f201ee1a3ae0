/** Images of a reference camera → the file with which incoming images are compared. */
package dev.rawline.lab.quality.reference;
