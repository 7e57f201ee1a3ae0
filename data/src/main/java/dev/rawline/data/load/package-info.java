/** Samples → batches, decoded ahead of whoever learns from them, in an order that a seed fixes. */
package dev.rawline.data.load;
