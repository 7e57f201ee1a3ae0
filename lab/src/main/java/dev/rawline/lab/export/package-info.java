/** Trained model → one file that runs without this program. */
package dev.rawline.lab.export;
