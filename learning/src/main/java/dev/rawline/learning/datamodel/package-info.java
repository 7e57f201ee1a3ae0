/** Raw images → pictures, in the four ways that training compares, and the gradient back. */
package dev.rawline.learning.datamodel;
