/** How models do under conditions → what drift does to them: matrices, drops, effects, ranks. */
package dev.rawline.lab.drift;
