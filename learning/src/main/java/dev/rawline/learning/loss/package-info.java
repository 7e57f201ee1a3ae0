/** Logits × targets → one number to make small. */
package dev.rawline.learning.loss;
