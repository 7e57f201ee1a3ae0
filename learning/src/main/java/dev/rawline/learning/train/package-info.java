/** A plan × a data set → a trained model, identical bit for bit, even after interruptions. */
package dev.rawline.learning.train;
