/** Two populations of measured images → what happened to the camera between them. */
package dev.rawline.lab.quality.cause;
