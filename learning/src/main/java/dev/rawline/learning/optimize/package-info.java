/** Numbers × their gradients → better numbers. */
package dev.rawline.learning.optimize;
