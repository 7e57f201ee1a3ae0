/** What happened to a camera → what that does to the task, and what would undo it. */
package dev.rawline.lab.quality.effect;
