/** What a person writes of a training run ↔ the run, and the folder of the model it makes. */
package dev.rawline.learning.plan;
