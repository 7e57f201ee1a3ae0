/** Raw images → what was measured on each, a row an image. */
package dev.rawline.lab.quality.batch;
