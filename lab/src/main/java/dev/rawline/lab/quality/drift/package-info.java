/** A reference × incoming images → whether they come from one population. */
package dev.rawline.lab.quality.drift;
