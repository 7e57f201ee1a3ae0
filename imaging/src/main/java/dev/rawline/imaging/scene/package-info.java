/** → Radiance: what there is to see. */
package dev.rawline.imaging.scene;
