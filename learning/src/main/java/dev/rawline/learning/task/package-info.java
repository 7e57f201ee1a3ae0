/** Pictures → the outputs of a trained model, and the gradient back, wherever it was trained. */
package dev.rawline.learning.task;
