/** Pictures → pictures of the mean and deviation that networks expect. */
package dev.rawline.learning.standardize;
