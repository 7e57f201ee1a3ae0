/** A plan × a data set → a trained model, to the bit the same, however often it was interrupted. */
package dev.rawline.learning.train;
