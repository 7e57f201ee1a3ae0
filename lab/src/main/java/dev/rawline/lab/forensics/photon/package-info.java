/** A trained model × raw samples → how sure photon noise leaves its predictions, and a check. */
package dev.rawline.lab.forensics.photon;
