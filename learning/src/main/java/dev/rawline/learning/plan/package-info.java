/** A plan file ↔ a training run, key by key. */
package dev.rawline.learning.plan;
