/** Raw images → pictures, in the four ways that training compares, and the backward pass. */
package dev.rawline.learning.datamodel;
