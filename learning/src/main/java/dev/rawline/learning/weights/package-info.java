/** File ↔ named arrays: the weights of networks, without any code in them. */
package dev.rawline.learning.weights;
