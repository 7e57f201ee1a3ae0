/** Training plan ↔ training run, and the folder of its model. */
package dev.rawline.learning.plan;
