/** RawImage → RawImage: simulates a camera in less light, or a worse camera. */
package dev.rawline.imaging.sensor.recapture;
