/** Samples → batches, decoded ahead of their use, in an order that a seed fixes. */
package dev.rawline.data.load;
