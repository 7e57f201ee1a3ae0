/** RawImage → RawImage: what a camera in less light, or a worse camera, would have recorded. */
package dev.rawline.imaging.sensor.recapture;
