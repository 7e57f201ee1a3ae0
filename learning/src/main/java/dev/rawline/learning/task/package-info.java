/** Pictures → the outputs of a trained model from any source, and the backward pass. */
package dev.rawline.learning.task;
