/** Pictures → what a trained model says of them, and the gradient back, wherever it was trained. */
package dev.rawline.learning.task;
