/** Scenes → a labelled raw data set. */
package dev.rawline.lab.simulate;
