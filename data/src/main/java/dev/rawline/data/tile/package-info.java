/** Full frames → tiles and crops, masks in step, and tiles → frames. */
package dev.rawline.data.tile;
